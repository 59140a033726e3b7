import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { maskBirthDate, maskEmail, maskName, maskNik, maskPhone } from "~/people/masking";

describe("masks", () => {
  test("show what one needs to recognise and no more", () => {
    expect(maskNik("3509216211900001")).toBe("3509••••••••0001");
    expect(maskPhone("+6281234567890")).toBe("+62812••••890");
    expect(maskPhone("+628123456789")).toBe("+62812••••789");
    expect(maskName("Siti Aminah")).toBe("S••• A•••");
    expect(maskName("  'Aisyah binti Abdul Karim al Jawi")).toBe("A••• b••• A•••");
    expect(maskEmail("siti.aminah@contoh.id")).toBe("s•••@contoh.id");
    expect(maskBirthDate("1990-11-22")).toBe("••-••-1990");
  });

  test("hide whole what has another shape", () => {
    expect(maskNik("35092162119")).toBe("••••••••••••••••");
    expect(maskPhone("0812 3456")).toBe("••••••••");
    expect(maskEmail("siti")).toBe("•••");
    expect(maskEmail("@contoh.id")).toBe("•••");
    expect(maskName("")).toBe("•••");
    expect(maskBirthDate("22-11-1990")).toBe("••-••-••••");
  });

  test("a masked NIK tells neither kecamatan nor birth date", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{16}$/), fc.stringMatching(/^\d{8}$/), (nik, middle) => {
        expect(maskNik(nik.slice(0, 4) + middle + nik.slice(12))).toBe(maskNik(nik));
      }),
    );
  });
});
