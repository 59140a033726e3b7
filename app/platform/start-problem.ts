/** Something a person must mend before the site can run; shown as its sentence alone, without a stack. */
export class StartProblem extends Error {
  constructor(sentence: string) {
    super(sentence);
    this.name = "StartProblem";
  }
}

/** Turns the system's own refusals (no permission, no room) into a sentence; any other error stays as it is. */
export function asStartProblem(error: unknown, doing: string): unknown {
  const { code, path } = (error ?? {}) as { code?: string; path?: string };
  const where = path ? ` (${path})` : "";
  switch (code) {
    case "EACCES":
    case "EPERM":
      return new StartProblem(
        `No permission for ${doing}${where}: give this user the right to write there, or choose another folder with DATA_DIR.`,
      );
    case "EROFS":
      return new StartProblem(
        `${doing}${where} lies on a read-only disk: choose another folder with DATA_DIR.`,
      );
    case "ENOSPC":
      return new StartProblem(`The disk is full; ${doing}${where} needs about 200 MB of room.`);
    case "ENOTDIR":
    case "EEXIST":
      return new StartProblem(
        `${doing}${where} should be a folder but is a file: move it away, or choose another folder with DATA_DIR.`,
      );
  }
  return error;
}
