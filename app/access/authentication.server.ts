/**
 * The authentication library with our names for its tables and our rules at its doors.
 *
 * None of its HTTP endpoints is mounted: the house calls them in process, so nothing can be reached
 * that a use case of this room does not offer. Every session, by whichever road, passes
 * `session.create.before`, which knows the door it came through and refuses what that door does not open.
 *
 * The library reads the machine's own clock for sessions and links; the sandbox's clock does not move them.
 * Passwords are hashed with the library's scrypt; argon2id goes into `emailAndPassword.password`.
 */
import { betterAuth } from "better-auth";
import { magicLink } from "better-auth/plugins/magic-link";
import type { World } from "~/platform/world.server";
import { type Door, mayEnter } from "./role";
import { queueSignInLink } from "./sign-in-link-mail.server";
import { findSponsorByEmail, findStanding } from "./standing-queries.server";

export type AccessWorld = Pick<World, "db" | "clock" | "chance" | "settings" | "log">;

/** A link in a mailbox works once and this long. */
export const LINK_MINUTES = 15;
export const SHORTEST_PASSWORD = 12;

const MINUTE_MS = 60_000;
const LIFETIME_MS: Record<Door, number> = {
  password: 12 * 60 * MINUTE_MS,
  link: 14 * 24 * 60 * MINUTE_MS,
};
const LINK_PATH = "/magic-link/verify";
const DOOR_OF_PATH: Readonly<Record<string, Door>> = { "/sign-in/email": "password", [LINK_PATH]: "link" };

export type Authentication = ReturnType<typeof build>;

const built = new WeakMap<AccessWorld["db"], Authentication>();

/** The library for this world, made once per database pool. */
export function authenticationOf(world: AccessWorld): Authentication {
  const known = built.get(world.db);
  if (known) return known;
  const made = build(world);
  built.set(world.db, made);
  return made;
}

function build(world: AccessWorld) {
  const { settings, db } = world;
  return betterAuth({
    appName: "Sertakan Cinta",
    baseURL: settings.publicUrl,
    secret: settings.SESSION_SECRET,
    telemetry: { enabled: false },
    logger: { level: "error", log: (level, message) => world.log[level](`sign-in: ${message}`) },
    database: { db, type: "postgres", transaction: true },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: SHORTEST_PASSWORD,
      maxPasswordLength: 128,
    },
    plugins: [
      magicLink({
        expiresIn: LINK_MINUTES * 60,
        storeToken: "hashed",
        generateToken: () => world.chance.token(),
        sendMagicLink: ({ email, token, metadata }) => queueSignInLink(world, { email, token, metadata }),
      }),
    ],
    databaseHooks: {
      user: {
        create: {
          async before(user, context) {
            if (context?.path !== LINK_PATH) return false;
            const sponsor = await findSponsorByEmail(db, user.email);
            return sponsor ? { data: { name: sponsor.name } } : false;
          },
        },
      },
      session: {
        create: {
          async before(session, context) {
            const door = DOOR_OF_PATH[context?.path ?? ""];
            const login = door && (await context?.context.internalAdapter.findUserById(session.userId));
            if (!door || !login) return false;
            if (!mayEnter(door, await findStanding(db, login.email))) return false;
            return {
              data: { door, expiresAt: new Date(session.createdAt.getTime() + LIFETIME_MS[door]) },
            };
          },
        },
      },
    },
    user: {
      modelName: "login_user",
      fields: { emailVerified: "email_verified", createdAt: "created_at", updatedAt: "updated_at" },
    },
    session: {
      modelName: "login_session",
      expiresIn: LIFETIME_MS.link / 1000,
      disableSessionRefresh: true,
      additionalFields: { door: { type: "string", required: false, input: false } },
      fields: {
        userId: "login_user_id",
        expiresAt: "expires_at",
        ipAddress: "ip_address",
        userAgent: "user_agent",
        createdAt: "created_at",
        updatedAt: "updated_at",
      },
    },
    account: {
      modelName: "login_credential",
      fields: {
        userId: "login_user_id",
        accountId: "account_id",
        providerId: "provider_id",
        accessToken: "access_token",
        refreshToken: "refresh_token",
        idToken: "id_token",
        accessTokenExpiresAt: "access_token_expires_at",
        refreshTokenExpiresAt: "refresh_token_expires_at",
        createdAt: "created_at",
        updatedAt: "updated_at",
      },
    },
    verification: {
      modelName: "login_verification",
      fields: { expiresAt: "expires_at", createdAt: "created_at", updatedAt: "updated_at" },
    },
    advanced: {
      cookiePrefix: "sertakan",
      useSecureCookies: settings.publicUrl.startsWith("https://"),
      defaultCookieAttributes: { httpOnly: true, sameSite: "lax" },
      ipAddress: { ipAddressHeaders: [CLIENT_ADDRESS_HEADER] },
      database: { generateId: () => world.chance.id() },
    },
  });
}

/** The visitor's address as the web server vouches for it: it overwrites what the visitor sent. */
export const CLIENT_ADDRESS_HEADER = "x-forwarded-for";
