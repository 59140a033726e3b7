/** Why a sponsor stops, as a short list to choose from. Nobody has to choose. */
import type { EndReason } from "./sponsorship-queries.server";

export const ENDED_CHOICES = [
  "cost",
  "moved",
  "left_work",
  "covered_elsewhere",
  "withdrew",
  "died",
  "other",
] as const;
export type EndedChoice = (typeof ENDED_CHOICES)[number];
export const LONGEST_ENDED_NOTE = 500;

/** What the choice means for the worker: a house that writes must know that somebody has died. */
export function endReason(choice: EndedChoice | undefined): EndReason {
  switch (choice) {
    case "died":
      return "worker_died";
    case "withdrew":
      return "worker_withdrew";
    case "covered_elsewhere":
      return "government";
    case "cost":
    case "moved":
    case "left_work":
    case "other":
    case undefined:
      return "cancelled";
  }
}

export function readEndedChoice(text: unknown): EndedChoice | undefined {
  return ENDED_CHOICES.find((choice) => choice === text);
}
