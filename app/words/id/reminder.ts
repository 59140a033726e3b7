/** Reminders: the letter, the pages behind its links, and what admins keep about them. */
export const reminder = {
  greeting: "Yth. Bapak/Ibu {{name}},",
  preheader_other: "{{amount}} untuk {{count}} orang. Satu tautan untuk membayar.",
  why: "Email ini dikirim karena Bapak/Ibu membayar iuran BPJS Ketenagakerjaan untuk orang di atas.",
  stop: "Atur atau hentikan pengingat",
  total: "Jumlah",
  line: "Iuran {{months}}. Terlindungi sampai {{until}}.",
  lineNew: "Iuran {{months}}.",
  pay: "Bayar {{amount}}",
  goOn: "Lihat dan bayar",
  before: {
    subject_other: "{{count}} hari lagi: iuran {{amount}}, paling lambat {{due}}",
    subjectToday: "Hari ini terakhir: iuran {{amount}}",
    one: "Perlindungan {{name}} berlaku sampai {{until}}. Iuran bulan berikutnya paling lambat {{due}}.",
    many: "Perlindungan {{count}} orang yang Bapak/Ibu lindungi perlu dilanjutkan. Iurannya paling lambat {{due}}.",
    again: "Iuran yang sempat dijeda sudah waktunya dilanjutkan, paling lambat {{due}}.",
    next: "Dibayar sampai tanggal itu, perlindungannya berjalan terus. Sudah membayar hari ini? Abaikan saja email ini.",
  },
  lapsed: {
    subject: "Perlindungan terputus: iuran {{amount}} belum dibayar",
    one: "Perlindungan {{name}} terputus sejak {{from}}, karena iurannya belum dibayar.",
    many: "Perlindungan {{count}} orang yang Bapak/Ibu lindungi terputus, karena iurannya belum dibayar.",
    next: "Masih dapat dilanjutkan dengan membayar bulan berjalan. Bila sampai {{ends}} tidak ada iuran sama sekali, kepesertaannya di BPJS Ketenagakerjaan berakhir.",
    nextAgain: "Masih dapat dimulai lagi dengan membayar bulan berjalan.",
  },
  arrears: {
    subject: "Sudah {{days}} hari tanpa perlindungan: iuran {{amount}}",
    one: "{{name}} sudah {{days}} hari tanpa perlindungan, sejak {{from}}.",
    many: "Perlindungan {{count}} orang yang Bapak/Ibu lindungi terputus, yang paling lama sudah {{days}} hari.",
  },
} as const;
