export type Admin = { readonly email: string; readonly password: string };

export type Addresses = {
  readonly siteUrl: string;
  readonly sandboxUrl?: string;
  readonly admin?: Admin;
  readonly dataDir: string;
};

/** The lines a person sees when everything is up. */
export function describeAddresses({ siteUrl, sandboxUrl, admin, dataDir }: Addresses): string {
  const rows: readonly (readonly [string, string])[] = [
    ["Site", siteUrl],
    ["Admin", `${siteUrl}/admin`],
    ...(admin
      ? ([
          ["", `e-mail    ${admin.email}`],
          ["", `password  ${admin.password}`],
        ] as const)
      : []),
    ...(sandboxUrl
      ? ([
          ["Mail inbox", `${sandboxUrl}/inbox`],
          ["Gateway controls", `${sandboxUrl}/_sandbox/`],
        ] as const)
      : []),
  ];
  const table = rows.map(([name, value]) => `  ${name.padEnd(18)}${value}`);
  const pretending = sandboxUrl ? " No real money moves and no mail leaves this machine." : "";
  return [
    "",
    "Sertakan Cinta is running.",
    "",
    ...table,
    "",
    `Data and logs: ${dataDir}.${pretending}`,
    "Ctrl-C stops everything.",
    "",
  ].join("\n");
}
