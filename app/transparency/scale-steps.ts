/** Five steps of one colour: as many kecamatan in each as can be, equal counts always in the same step. */
import { scaleQuantile } from "d3-scale";

export const STEPS = [0, 1, 2, 3, 4] as const;
export type Step = (typeof STEPS)[number];

export type ScaleSteps = {
  /** The step of a count above 0. */
  readonly stepOf: (count: number) => Step;
  /** The steps that occur, from light to dark, with the counts they begin and end with. */
  readonly ranges: readonly { readonly step: Step; readonly from: number; readonly to: number }[];
};

export function scaleSteps(counts: readonly number[]): ScaleSteps {
  const told = counts.filter((count) => count > 0);
  if (told.length === 0) return { stepOf: () => 0, ranges: [] };
  const scale = scaleQuantile<Step>()
    .domain(told)
    .range([...STEPS]);
  const ranges = STEPS.flatMap((step) => {
    const own = told.filter((count) => scale(count) === step);
    return own.length > 0 ? [{ step, from: Math.min(...own), to: Math.max(...own) }] : [];
  });
  return { stepOf: (count) => scale(count), ranges };
}
