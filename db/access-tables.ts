/** The tables of migration 0006 as Kysely sees them. The `login_*` ones are written by the authentication library. */
import type { Generated } from "kysely";

export type LoginUserTable = {
  id: string;
  name: string;
  email: string;
  email_verified: Generated<boolean>;
  image: string | null;
  two_factor_enabled: Generated<boolean>;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
};
export type LoginSessionTable = {
  id: string;
  token: string;
  login_user_id: string;
  door: "password" | "link";
  expires_at: Date;
  ip_address: string | null;
  user_agent: string | null;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
};
export type LoginCredentialTable = {
  id: string;
  account_id: string;
  provider_id: string;
  login_user_id: string;
  password: string | null;
};
export type LoginVerificationTable = { id: string; identifier: string; value: string; expires_at: Date };
export type StaffRoleTable = {
  id: Generated<number>;
  login_user_id: string;
  role: "treasurer" | "verifier" | "finance" | "approver" | "administrator" | "auditor";
  work_unit_id: string | null;
  granted_by: string;
  granted_at: Date;
  ended_by: string | null;
  ended_at: Date | null;
};
export type AccessAttemptTable = { key: string; points: Generated<number>; expire: number | null };

export interface AccessTables {
  login_user: LoginUserTable;
  login_session: LoginSessionTable;
  login_credential: LoginCredentialTable;
  login_verification: LoginVerificationTable;
  staff_role: StaffRoleTable;
  access_attempt: AccessAttemptTable;
}
