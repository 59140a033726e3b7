/** Being written. */
export const sponsor = {} as const;
