/** What every letter ends with, and the letter that carries a sign-in link. */
export const mail = {
  footer: {
    answer: "Ada yang keliru atau kurang jelas? Balas saja email ini.",
    operator: "Dikirim oleh {{name}}.",
    contact: "Kontak: {{contact}}",
    permit: "Izin: {{permit}}",
    independent: "Kepesertaan dan manfaat ditetapkan oleh BPJS Ketenagakerjaan. Pusat layanannya: 175.",
  },
  signIn: {
    subject: "Tautan masuk Sertakan Cinta, berlaku 15 menit",
    preheader: "Dipakai satu kali, sampai {{time}}.",
    greeting: "Yth. Bapak/Ibu,",
    fact: "Ini tautan masuk yang Bapak/Ibu minta. Berlaku sampai {{time}} dan hanya dapat dipakai satu kali.",
    button: "Masuk",
    ignore:
      "Tidak merasa meminta? Abaikan saja email ini. Tanpa membukanya tidak ada yang dapat masuk, dan tidak ada data yang berubah.",
    why: "Email ini dikirim karena alamat ini ditulis di halaman masuk kami.",
  },
  suppressed: {
    title: "Alamat yang menolak surat",
    lead: "Ke alamat yang memantul tidak ada surat yang dikirim. Yang menandai surat kami sebagai tidak diinginkan tetap menerima tanda terima dan tautan masuk, tanpa pengingat.",
    caption: "Alamat yang menolak surat, yang terbaru lebih dulu",
    address: "Alamat",
    why: "Sebab",
    since: "Sejak",
    lift: "Izinkan lagi",
    open: "Izinkan lagi",
    reason: "Alasan",
    reasonHint: "Contoh: pemilik alamat sudah memperbaiki kotak suratnya",
    do: "Kirim surat lagi ke alamat ini",
    doNamed: "Kirim surat lagi ke {{address}}",
    mistake: "Tulis alasannya, 5 sampai 300 huruf.",
    released: "Surat dapat dikirim lagi ke alamat itu.",
    none: "Tidak ada alamat yang menolak surat",
    noneBody: "Alamat yang memantul atau mengadu muncul di sini.",
    because: {
      bounced: "Memantul",
      complained: "Ditandai tidak diinginkan",
      suppressed: "Ditahan layanan surat",
    },
  },
} as const;
