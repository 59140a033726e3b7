/** The home page around the calculator. */
export const home = {
  pageTitle: "Sertakan Cinta Jember: lindungi orang yang membantu kita",
  description:
    "Bayarkan iuran BPJS Ketenagakerjaan untuk pekerja di sekitar Anda di Jember: asisten rumah tangga, sopir, tetangga. Mulai {{price}} sebulan.",
  title: "Lindungi orang yang membantu kita setiap hari",
  lead: "Bayarkan iuran BPJS Ketenagakerjaan untuk asisten rumah tangga, sopir, atau tetangga yang bekerja. Bila ia celaka saat bekerja atau meninggal, ada yang menanggung.",
  examplePrice: "sebulan untuk Bu Siti, asisten rumah tangga",
  exampleTag: "Contoh",
  exampleNote: "Iuran {{month}} untuk JKK dan JKM. Nama rekaan.",
  totals: "Yang sudah terjadi lewat situs ini",
  totalsThisMonth: "pekerja, {{month}}",
  totalsMonths: "bulan iuran sejauh ini",
  totalsReceived: "diterima dari donatur",
  totalsMore: "Ikuti perjalanan setiap rupiah",
  protects: "Apa yang dilindungi",
  protect: {
    accidentTitle: "Celaka saat bekerja",
    accident:
      "Biaya berobat ditanggung tanpa batas sesuai kebutuhan medis, juga di perjalanan pergi dan pulang kerja. Selama tidak dapat bekerja, ada pengganti penghasilan.",
    deathTitle: "Meninggal karena kecelakaan kerja",
    death: "Ahli waris menerima sekitar {{amount}} pada dasar penghasilan terendah.",
    deathAnyTitle: "Meninggal karena sebab lain",
    deathAny: "Ahli waris menerima {{full}} setelah tiga bulan iuran berturut-turut; sebelumnya {{early}}.",
  },
  protectsMore: "Beasiswa anak dan syaratnya",
  scholarship:
    "Bila pekerja meninggal atau cacat total karena kecelakaan kerja, dua anaknya mendapat beasiswa sampai kuliah, paling banyak {{amount}} untuk berdua. Untuk kematian karena sebab lain, beasiswa baru berlaku setelah tiga tahun iuran.",
  protectsSource: "Angka manfaat: {{sources}}. BPJS Ketenagakerjaan yang menetapkan dan membayarkannya.",
  how: "Bagaimana caranya",
  steps: {
    nameTitle: "Sebutkan siapa orangnya",
    name: "Nama dan NIK di KTP, pekerjaan, dan tempat kerjanya. Minta persetujuannya lebih dulu.",
    payTitle: "Bayar iurannya",
    pay: "Beberapa orang boleh sekaligus, tanpa membuat akun. Tanda terima datang lewat email.",
    remitTitle: "Kami setorkan",
    remit:
      "Seluruh iuran disetor ke BPJS Ketenagakerjaan. Situs ini tidak mengambil bagian. Perjalanan uangnya bisa Bapak/Ibu lihat bulan demi bulan.",
  },
  door: "Saya punya orang yang ingin saya lindungi",
  doorLead: "Siapkan KTP-nya atau foto KTP-nya. Mengisinya sekitar lima menit untuk satu orang.",
} as const;
