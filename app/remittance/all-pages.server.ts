/** Every row of a list that is read page by page, for a file of what is on the screen. */

/** `read` gives a page and where the next one begins. */
export async function* allPages<Row, Place>(
  read: (
    after: Place | undefined,
  ) => Promise<{ readonly rows: readonly Row[]; readonly next?: Place | undefined }>,
): AsyncGenerator<Row> {
  let after: Place | undefined;
  do {
    const page = await read(after);
    yield* page.rows;
    after = page.next;
  } while (after !== undefined);
}
