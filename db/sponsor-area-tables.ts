/** The tables of the sponsor's area as Kysely sees them. */
export type CardWishTable = {
  id: string;
  sponsor_id: string;
  gateway: string;
  checkout_ref: string | null;
  opened_at: Date;
  ended_at: Date | null;
  ended_as: "kept" | "expired" | "refused" | null;
  saved_method_id: string | null;
};
export type HandOverTable = {
  id: string;
  sponsorship_id: string;
  to_whom: "sponsor" | "pool";
  to_address: string | null;
  words: string | null;
  offered_at: Date;
  expires_at: Date | null;
  ended_at: Date | null;
  ended_as: "accepted" | "declined" | "withdrawn" | "expired" | null;
  new_sponsorship_id: string | null;
};

export interface SponsorAreaTables {
  card_wish: CardWishTable;
  hand_over: HandOverTable;
}
