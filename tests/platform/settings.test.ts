import { describe, expect, test } from "vitest";
import { readSettings, SettingsError } from "~/platform/settings.server";

const key = Buffer.alloc(32, 7).toString("base64");
const right = {
  DATABASE_URL: "postgres://sertakan:word@127.0.0.1/sertakan",
  STRIPE_SECRET_KEY: "sk_test_abc",
  STRIPE_WEBHOOK_SECRET: "whsec_abc",
  RESEND_API_KEY: "re_abc",
  DATA_KEYS: `k2:${key},k1:${key}`,
  INDEX_KEY: key,
  SESSION_SECRET: "a text that is longer than thirty-two characters",
};

function mistakesIn(env: Record<string, string | undefined>): readonly string[] {
  try {
    readSettings(env);
    return [];
  } catch (error) {
    expect(error).toBeInstanceOf(SettingsError);
    return (error as SettingsError).mistakes;
  }
}

describe("settings", () => {
  test("are read into values, with the newest data key first", () => {
    const settings = readSettings({ ...right, PORT: "8080" });
    expect(settings.PORT).toBe(8080);
    expect(settings.DATA_KEYS.map(({ id }) => id)).toEqual(["k2", "k1"]);
    expect(settings.publicUrl).toBe("http://127.0.0.1:8080");
  });

  test("tell every mistake at once, each naming its setting", () => {
    const mistakes = mistakesIn({
      PORT: "many",
      DATABASE_URL: "mysql://nowhere",
      STRIPE_SECRET_KEY: "pk_test_public",
      STRIPE_WEBHOOK_SECRET: "secret",
      DATA_KEYS: "k1:short",
      INDEX_KEY: "short",
      SESSION_SECRET: "short",
      LOG_LEVEL: "loud",
    });
    const named = mistakes.map((mistake) => mistake.split(" ")[0]);
    expect(named.sort()).toEqual(
      [
        ...["DATABASE_URL", "DATA_KEYS", "INDEX_KEY", "LOG_LEVEL", "PORT"],
        ...["RESEND_API_KEY", "SESSION_SECRET", "STRIPE_SECRET_KEY", "STRIPE_WEBHOOK_SECRET"],
      ].sort(),
    );
  });

  test("say of a missing setting what belongs there", () => {
    const { DATABASE_URL: _, ...without } = right;
    expect(mistakesIn(without)).toEqual([expect.stringMatching(/^DATABASE_URL is missing: .*postgres:\/\//)]);
  });

  test("count an empty text as missing", () => {
    expect(mistakesIn({ ...right, RESEND_API_KEY: "" })).toEqual([
      expect.stringMatching(/^RESEND_API_KEY is missing/),
    ]);
  });

  test("refuse a data key that is named twice", () => {
    expect(mistakesIn({ ...right, DATA_KEYS: `k1:${key},k1:${key}` })).toHaveLength(1);
  });

  test.each(["SANDBOX_URL", "STRIPE_API_URL"])("refuse %s beside a live key", (name) => {
    const live = { ...right, STRIPE_SECRET_KEY: "sk_live_abc", PUBLIC_URL: "https://sertakan.example" };
    expect(mistakesIn(live)).toEqual([]);
    expect(mistakesIn({ ...live, [name]: "http://127.0.0.1:9" })).toEqual([
      expect.stringMatching(new RegExp(`^${name} must not be set beside a live Stripe key`)),
    ]);
  });

  test("demand https where money is real", () => {
    const live = { ...right, STRIPE_SECRET_KEY: "rk_live_abc", PUBLIC_URL: "http://sertakan.example" };
    expect(mistakesIn(live)).toEqual([expect.stringMatching(/^PUBLIC_URL must be the https address/)]);
  });
});
