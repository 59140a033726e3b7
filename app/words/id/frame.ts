/** The frame of every page: header, footer, errors. */
export const frame = {
  brand: "Sertakan Cinta",
  place: "Jember",
  skip: "Langsung ke isi halaman",
  menu: "Menu",
  mainNav: "Bagian situs",
  home: "Sertakan Cinta Jember, ke halaman depan",
  nav: {
    protect: "Lindungi seseorang",
    transparency: "Transparansi",
    check: "Cek tanda terima",
    mine: "Perlindungan saya",
  },
  description:
    "Bayarkan iuran BPJS Ketenagakerjaan untuk pekerja di sekitar Anda: asisten rumah tangga, sopir, tetangga.",
  footer: {
    about: "Melindungi orang yang membantu kita, lewat iuran BPJS Ketenagakerjaan.",
    nav: "Tautan di kaki halaman",
    operator: "Dikelola oleh {{name}}",
    contact: "Hubungi kami: {{contact}}",
    permit: "Izin: {{permit}}",
    privacy: "Pemberitahuan privasi",
    transparency: "Transparansi dan data terbuka",
    data: "Data wilayah & batas: Cahya DSN (MIT), sesuai Kepmendagri No 300.2.2-2430 Tahun 2025. Batas wilayah bersifat indikatif.",
    independent: "Kepesertaan dan manfaat ditetapkan oleh BPJS Ketenagakerjaan. Pusat layanannya: 175.",
  },
  error: {
    title: "Halaman ini gagal dibuka",
    happened: "Ada gangguan di pihak kami, bukan karena Anda.",
    money:
      "Uang hanya berpindah di halaman pembayaran. Bila Anda sudah membayar di sana, pembayaran itu tetap tercatat dan tanda terimanya menyusul lewat email. Tidak perlu membayar lagi.",
    next: "Coba muat ulang halaman ini sebentar lagi. Bila tetap gagal, beri tahu kami apa yang sedang Anda kerjakan.",
    retry: "Muat ulang halaman",
    goHome: "Ke halaman depan",
    kicker: "Kesalahan {{status}}",
  },
  missing: {
    title: "Halaman ini tidak ada",
    happened: "Alamatnya mungkin salah ketik, atau halamannya sudah dipindahkan.",
    money: "Tidak ada uang yang berpindah dan tidak ada data Anda yang berubah.",
    next: "Periksa alamatnya, atau mulai lagi dari halaman depan.",
  },
  refused: {
    title: "Halaman ini tidak dapat Anda buka",
    happened: "Halaman ini hanya untuk orang yang berwenang, atau masa masuk Anda sudah berakhir.",
    money: "Tidak ada uang yang berpindah dan tidak ada data Anda yang berubah.",
    next: "Masuk lebih dulu, lalu buka lagi halaman ini.",
    signIn: "Masuk",
  },
  invalid: {
    title: "Permintaan ini tidak dapat diproses",
    happened: "Isiannya tidak lengkap, atau tautannya sudah tidak berlaku.",
    money: "Tidak ada uang yang berpindah karena permintaan ini.",
    next: "Kembali ke halaman sebelumnya lalu coba lagi, atau mulai lagi dari halaman depan.",
  },
  busy: {
    title: "Terlalu banyak percobaan",
    happened:
      "Permintaan dari perangkat Anda datang terlalu cepat satu sama lain, jadi yang terakhir kami tahan.",
    money: "Tidak ada uang yang berpindah karena permintaan ini.",
    next: "Tunggu satu menit, lalu coba sekali lagi.",
  },
} as const;
