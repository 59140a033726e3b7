import { describe, expect, it } from "vitest";
import { createGroupCommit } from "~/payments/group-commit.server";

/** A runner that keeps each batch until the test lets it go. */
function held() {
  const batches: { items: readonly number[]; release: () => void; fail: () => void }[] = [];
  const run = (items: readonly number[]) =>
    new Promise<readonly number[]>((resolve, reject) => {
      batches.push({
        items,
        release: () => resolve(items.map((item) => item * 10)),
        fail: () => reject(new Error(`bad ${items}`)),
      });
    });
  return { batches, run };
}
const turn = () => new Promise((resolve) => setImmediate(resolve));

describe("group commit", () => {
  it("starts at once while fewer than two are under way, and gathers the rest", async () => {
    const { batches, run } = held();
    const put = createGroupCommit(run);
    const answers = [1, 2, 3, 4, 5].map(put);
    expect(batches.map((batch) => batch.items)).toEqual([[1], [2]]);
    batches[0]!.release();
    await turn();
    expect(batches.map((batch) => batch.items)).toEqual([[1], [2], [3, 4, 5]]);
    for (const batch of batches) batch.release();
    expect(await Promise.all(answers)).toEqual([10, 20, 30, 40, 50]);
  });

  it("lets a bad item fail alone", async () => {
    const { batches, run } = held();
    const put = createGroupCommit(run, { batch: 64, atOnce: 1 });
    const first = put(0);
    const others = [1, 2, 3].map((item) => put(item).catch((error: Error) => error.message));
    batches[0]!.release();
    await first;
    await turn();
    batches[1]!.fail();
    for (const [index, settle] of (["release", "fail", "release"] as const).entries()) {
      await turn();
      batches[2 + index]![settle]();
    }
    expect(await Promise.all(others)).toEqual([10, "bad 2", 30]);
  });

  it("takes no more than a batch at a time", async () => {
    const { batches, run } = held();
    const put = createGroupCommit(run, { batch: 2, atOnce: 1 });
    const answers = [1, 2, 3, 4].map(put);
    for (let index = 0; index < 3; index += 1) {
      batches[index]!.release();
      await turn();
    }
    expect(batches.map((batch) => batch.items)).toEqual([[1], [2, 3], [4]]);
    await Promise.all(answers);
  });

  it("shares many arrivals evenly, so that newcomers are not run one by one", async () => {
    const { batches, run } = held();
    const put = createGroupCommit(run);
    const answers = Array.from({ length: 32 }, (_, index) => put(index));
    batches[0]!.release();
    await turn();
    expect(batches.map((batch) => batch.items.length)).toEqual([1, 1, 16]);
    batches[1]!.release();
    await turn();
    expect(batches.map((batch) => batch.items.length)).toEqual([1, 1, 16, 14]);
    for (const batch of batches) batch.release();
    await Promise.all(answers);
  });
});
