/** Walks every admin route as nobody, as a sponsor, and as each role: none is open that should not be. */
import type { LoaderFunctionArgs } from "@remix-run/node";
import { beforeAll, describe, expect, it } from "vitest";
import { type StaffRole, staffRoles } from "~/access/role";
import { setWorld } from "~/platform/world.server";
import { ask, insertSponsor, post, sponsorCookie, staffCookie } from "../support/signed-in";
import { useDatabase } from "../support/test-database";
import { type TestWorld, testWorld } from "../support/test-world";

type Door = (args: LoaderFunctionArgs) => Promise<unknown>;
type RouteModule = { readonly loader?: Door; readonly action?: Door };

const modules = import.meta.glob<RouteModule>("../../app/routes/admin*.tsx", { eager: true });
const routes = Object.entries(modules)
  .map(([file, module]) => ({ name: file.replace(/^.*\/|\.tsx$/g, ""), module }))
  .filter(({ name }) => name !== "admin_.masuk");

const params = {
  code: "TIDAK-ADA",
  bulan: "2026-10",
  id: "00000000-0000-7000-8000-000000000000",
};
/** Where a route lives, well enough for its loader. */
const pathOf = (name: string) =>
  `/${name
    .replace(/_/g, "")
    .replace(/\.index$/, "")
    .replace(/\./g, "/")
    .replace("$code", params.code)
    .replace("$id", params.id)
    .replace("$bulan", params.bulan)}`;

const database = useDatabase();
let world: TestWorld;
const cookies = new Map<string, string>();

beforeAll(async () => {
  world = testWorld(database.db);
  setWorld(world);
  await insertSponsor(world, "donatur@contoh.example");
  cookies.set("sponsor", await sponsorCookie(world, "donatur@contoh.example"));
  for (const role of staffRoles)
    cookies.set(role, await staffCookie(world, [role], `${role}@contoh.example`));
}, 60_000);

/** How a door answers: `in` when it let the visitor in, whatever it then found. */
async function knock(door: Door, request: Request): Promise<"in" | "to the door" | "refused"> {
  const answer = await door({ request, params, context: {} } as LoaderFunctionArgs).catch(
    (thrown: unknown) => thrown,
  );
  if (!(answer instanceof Response)) {
    if (answer instanceof Error) throw answer;
    return "in";
  }
  if (answer.status === 403) return "refused";
  return answer.headers.get("location")?.startsWith("/admin/masuk") && answer.status === 302
    ? "to the door"
    : "in";
}

const reading = (name: string, who?: string) => ask(pathOf(name), who && cookies.get(who));
const writing = (name: string, who?: string) =>
  post(pathOf(name), (who && cookies.get(who)) || "", { apa: "x" });

/** Who may look and who may act, by route; an administrator may always. */
const rules: Readonly<
  Record<string, { readonly look: readonly StaffRole[]; readonly act?: readonly StaffRole[] }>
> = {
  admin: { look: staffRoles },
  "admin._index": { look: staffRoles },
  "admin.daftar-pemerintah._index": { look: ["finance", "approver", "auditor"], act: ["finance"] },
  "admin.daftar-pemerintah.$id": { look: ["finance", "approver", "auditor"], act: ["finance"] },
  "admin.daftar-pemerintah.unggahan.$id": { look: ["finance"], act: ["finance"] },
  "admin.jawaban-bpjs._index": { look: ["finance", "approver", "auditor"], act: ["finance"] },
  "admin.jawaban-bpjs.$id": { look: ["finance", "approver", "auditor"], act: ["finance"] },
  "admin.jawaban-bpjs.unggahan.$id": { look: ["finance"], act: ["finance"] },
  "admin.jejak": { look: ["auditor", "approver"] },
  "admin.libur": { look: staffRoles, act: [] },
  "admin.pekerjaan": { look: ["finance", "approver", "auditor"] },
  "admin.pengingat._index": { look: staffRoles },
  "admin.pengingat.jadwal": { look: [], act: [] },
  "admin.pengingat.perpanjangan": { look: [], act: [] },
  "admin.penyelamatan": { look: ["finance", "approver", "auditor"] },
  "admin.pesanan._index": { look: ["finance", "approver", "auditor"] },
  "admin.pesanan.$code._index": { look: ["finance", "approver", "auditor"] },
  "admin.pesanan.$code.kirim-ulang": { look: ["finance"], act: ["finance"] },
  "admin.pesanan.$code.pengembalian": { look: ["finance"], act: ["finance"] },
  "admin.potong-gaji._index": { look: ["finance", "approver", "auditor"] },
  "admin.potong-gaji.$id": { look: ["finance", "approver", "auditor"], act: ["finance"] },
  "admin.potong-gaji.pengembalian": { look: ["finance", "approver", "auditor"], act: ["finance"] },
  "admin.potong-gaji.setelan": { look: ["finance", "approver", "auditor"], act: [] },
  "admin.rekonsiliasi._index": { look: ["finance", "approver", "auditor"], act: ["finance"] },
  "admin.rekonsiliasi.aturan": { look: ["finance", "approver", "auditor"], act: ["finance"] },
  "admin.rekonsiliasi.baris": { look: ["finance", "approver", "auditor"], act: ["finance"] },
  "admin.rekonsiliasi.cocok": { look: ["finance", "approver", "auditor"], act: ["finance"] },
  "admin.rekonsiliasi.koran.$id": { look: ["finance", "approver", "auditor"], act: ["finance"] },
  "admin.rekonsiliasi.koran._index": { look: ["finance", "approver", "auditor"], act: ["finance"] },
  "admin.rekonsiliasi.rekening": { look: ["finance", "approver", "auditor"], act: ["finance"] },
  "admin.setoran._index": { look: ["finance", "approver", "auditor"], act: ["finance"] },
  // Approving and withdrawing are an approver's too; any other act is the treasury's.
  "admin.setoran.$id._index": { look: ["finance", "approver", "auditor"], act: ["finance"] },
  "admin.setoran.menunggu": { look: ["finance", "approver", "auditor"] },
  "admin.setoran.susunan._index": { look: ["finance", "approver", "auditor"] },
  "admin.setoran.susunan.$id": { look: ["finance", "approver", "auditor"], act: ["finance"] },
  "admin.surat": { look: ["finance", "approver", "auditor"], act: ["finance"] },
  "admin.tarif._index": { look: ["finance", "approver", "auditor"] },
  "admin.tarif.baru": { look: [], act: [] },
  "admin.temuan._index": { look: ["finance", "approver", "auditor"] },
  "admin.temuan.$id": { look: ["finance", "approver", "auditor"], act: ["finance"] },
  "admin.tutup-buku._index": { look: ["finance", "approver", "auditor"] },
  "admin.tutup-buku.$bulan._index": { look: ["finance", "approver", "auditor"], act: ["finance"] },
  "admin.titipan": { look: ["finance", "approver", "auditor"] },
  "admin.transparansi": { look: staffRoles, act: [] },
  "admin.unit._index": { look: staffRoles, act: [] },
  "admin.unit.$id": { look: staffRoles, act: [] },
};

describe("the admin routes", () => {
  it("all have a rule, and no rule is about a route that is gone", () => {
    const named = routes.map(({ name }) => name).filter((name) => name !== "admin_.keluar");
    expect(named.sort()).toEqual(Object.keys(rules).sort());
    for (const { name, module } of routes.filter(({ name }) => name !== "admin_.keluar")) {
      expect(module.loader, `${name} has a loader`).toBeTypeOf("function");
      expect(module.action !== undefined, `${name} acts`).toBe(rules[name]!.act !== undefined);
    }
  });

  it.each(routes)("$name sends nobody to the door and refuses a sponsor", async ({ name, module }) => {
    expect(await knock(module.loader!, reading(name))).toBe("to the door");
    expect(await knock(module.loader!, reading(name, "sponsor"))).toBe("refused");
    if (!module.action) return;
    expect(await knock(module.action, writing(name))).toBe("to the door");
    expect(await knock(module.action, writing(name, "sponsor"))).toBe("refused");
  });

  it.each(Object.entries(rules))("%s opens for its roles and no other", async (name, rule) => {
    const { module } = routes.find((route) => route.name === name)!;
    const opened = async (door: Door, request: (name: string, who: string) => Request) => {
      const answers = await Promise.all(
        staffRoles.map(async (role) => [role, await knock(door, request(name, role))] as const),
      );
      return answers.filter(([, answer]) => answer === "in").map(([role]) => role);
    };
    const withAdministrator = (roles: readonly StaffRole[]) =>
      staffRoles.filter((role) => role === "administrator" || roles.includes(role));
    expect(await opened(module.loader!, reading)).toEqual(withAdministrator(rule.look));
    if (rule.act) expect(await opened(module.action!, writing)).toEqual(withAdministrator(rule.act));
  });
});
