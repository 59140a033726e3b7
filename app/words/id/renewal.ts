/** A renewal's own page, what the check page asks about renewing, and how a wish is told. */
export const renewal = {
  pageTitle: "{{title}} | Sertakan Cinta Jember",
  title: "Perpanjangan perlindungan",
  kicker: "Jatuh tempo {{day}}",
  card: "{{brand}} berakhiran {{last4}}",
  cardUnknown: "kartu yang Bapak/Ibu simpan",

  standing: {
    paid: {
      title: "Perpanjangan ini sudah dibayar",
      lead: "Tidak ada lagi yang perlu dibayar lewat tautan ini. Tanda terimanya ada di halaman pesanan.",
    },
    being_charged: {
      title: "Pembayaran sedang diproses",
      lead: "Kartu sedang didebit, atau bank sedang memprosesnya. Tidak perlu membayar lagi; kabarnya kami kirim lewat email.",
    },
    card_announced: {
      title: "Akan didebit {{day}}",
      lead: "Kami mendebit {{card}} pada hari itu. Tidak perlu melakukan apa pun; bisa juga dibayar sekarang, atau dilewati.",
    },
    card_declined: {
      title: "Kartu belum dapat didebit",
      lead: "Bank menolak {{card}}; belum ada uang yang berpindah. Kami coba lagi {{day}}. Membayar sekarang juga bisa, dengan kartu atau cara lain.",
    },
    to_pay: {
      title: "Perpanjang perlindungan",
      lead: "Bayar sebelum {{day}} supaya perlindungannya tidak terputus.",
    },
    rested: {
      title: "Perpanjangan ini sedang dijeda",
      lead: "Belum terbayar sampai batas waktunya, jadi kami jeda. Tidak ada yang dihapus: begitu dibayar, perpanjangan berjalan lagi.",
    },
    skipped: {
      title: "Perpanjangan ini dilewati",
      lead: "Tidak ada yang didebit atau ditagih untuk bulan-bulan ini.",
    },
    replaced: {
      title: "Perpanjangan ini sudah diganti",
      lead: "Isinya berubah setelah email itu dikirim. Yang berlaku sekarang ada di tautan di bawah.",
    },
    over: {
      title: "Tidak ada lagi yang perlu dibayar",
      lead: "Bulan-bulannya sudah lewat, sudah dibayar orang lain, atau dukungannya sudah berakhir.",
    },
  },

  what: "Isi perpanjangan",
  months_other: "{{months}} ({{count}} bulan)",
  total: "Jumlah",
  noPrice: "Tarif untuk sebagian bulan ini belum ditetapkan. Begitu ada, jumlahnya muncul di sini.",
  pay: "Bayar {{amount}} sekarang",
  payNote: "Bapak/Ibu dibawa ke halaman penyedia pembayaran.",
  payNoteCard: "Kartu yang dipakai di sana menggantikan kartu lama untuk perpanjangan berikutnya.",
  toOrder: "Buka pesanan dan tanda terima",
  toNewer: "Buka perpanjangan yang berlaku",
  toMine: "Lihat Perlindungan saya",
  toStart: "Lindungi seseorang",

  skip: {
    offer: "Lewati perpanjangan ini",
    title: "Lewati perpanjangan ini?",
    lead: "Bila dilewati, inilah yang terjadi pada perlindungan mereka:",
    unprotected: "Tidak terlindungi mulai {{from}} sampai {{until}}.",
    unprotectedOpen: "Tidak terlindungi mulai {{from}}.",
    next: "Perpanjangan berikutnya mulai iuran {{month}}.",
    resumes: "Sesudah itu terlindungi lagi, karena bulan berikutnya sudah dibayar.",
    noNext: "Sesudah itu tidak ada perpanjangan lagi.",
    ends: "Kepesertaannya berakhir {{day}} bila sampai saat itu tidak ada iuran yang dibayar.",
    run: "Santunan kematian penuh menuntut tiga bulan berturut-turut; sesudah jeda, hitungannya mulai dari awal.",
    money:
      "Tidak ada yang didebit atau ditagih untuk bulan-bulan itu. Halaman pembayaran yang mungkin masih terbuka kami tutup.",
    confirm: "Ya, lewati perpanjangan ini",
    keep: "Tidak jadi",
  },

  trouble: {
    paidTitle: "Sudah dibayar",
    paid: "Perpanjangan ini sudah dibayar, jadi tidak dapat dilewati lagi.",
    being_chargedTitle: "Kartu sedang didebit",
    being_charged:
      "Saat ini perpanjangan ini sedang didebit atau diproses bank. Tunggu beberapa menit, lalu buka halaman ini lagi.",
    nothing_leftTitle: "Tidak ada lagi yang perlu dibayar",
    nothing_left: "Bulan-bulannya sudah lewat, sudah dibayar orang lain, atau sudah dilewati.",
    months_heldTitle: "Sedang dibayar orang lain",
    months_held:
      "Salah satu bulannya sedang dalam proses pembayaran orang lain. Belum ada yang dibayar. Coba lagi nanti; paling lama dalam 24 jam bulannya bebas atau sudah terlindungi.",
    no_tariffTitle: "Tarif belum ditetapkan",
    no_tariff: "Tarif untuk {{months}} belum dicatat. Kami kabari begitu perpanjangan ini dapat dibayar.",
    processingTitle: "Pembayaran sedang diproses bank",
    processing: "Cara bayar yang dipilih perlu waktu. Tidak perlu membayar lagi.",
    endedTitle: "Pesanannya baru saja berakhir",
    ended: "Tekan tombol bayar sekali lagi: pesanan yang baru dibuatkan.",
    smallTitle: "Jumlahnya terlalu kecil untuk dibayar lewat sini",
    small:
      "Penyedia pembayaran menerima paling sedikit {{minimum}}. Ubah perpanjangannya menjadi 3 bulan atau lebih di halaman Perlindungan saya.",
    largeTitle: "Jumlahnya terlalu besar untuk satu pembayaran",
    large: "Penyedia pembayaran menerima paling banyak {{maximum}}. Hubungi kami, kami bantu membaginya.",
    awayTitle: "Penyedia pembayaran sedang tidak dapat dihubungi",
    away: "Belum ada yang berubah dan tidak ada uang yang berpindah. Coba lagi sebentar lagi.",
    refusedTitle: "Penyedia pembayaran menolak membuka halaman",
    refused: "Belum ada yang dibayar. Kami sudah mendapat catatannya. Coba lagi, atau hubungi kami.",
  },

  wish: {
    title: "Perpanjangan",
    ask: "Perpanjang otomatis sesudah bulan-bulan ini",
    askHint:
      "Boleh dikosongkan: tanpa ini, pembayaran hanya untuk bulan di atas. Bisa diubah atau dihentikan kapan saja.",
    every: "Setiap",
    everyMonth: "{{count}} bulan",
    until: "Sampai",
    untilOpen: "Sampai saya hentikan",
    untilMonth: "Sampai bulan tertentu",
    month: "Bulan terakhir",
    monthHint: "Dipakai bila memilih sampai bulan tertentu",
    way: "Dibayar dengan",
    wayCard: "Kartu, didebit otomatis",
    wayCardHint:
      "Kartu disimpan oleh penyedia pembayaran, bukan oleh kami. Paling lambat tujuh hari sebelumnya kami kirim email berisi jumlahnya dan tautan untuk melewatinya.",
    wayLink: "Tautan bayar lewat email",
    wayLinkHint: "Tidak ada yang didebit. Setiap kali, Bapak/Ibu sendiri yang membayar lewat tautan.",
    save: "Simpan pilihan",
    summary: "Diperpanjang setiap {{count}} bulan {{until}}, {{way}}.",
    summaryUntilOpen: "sampai dihentikan",
    summaryUntilMonth: "sampai {{month}}",
    summaryCard: "didebit dari kartu sesudah pemberitahuan lewat email",
    summaryLink: "dibayar lewat tautan yang dikirim ke email",
    summaryChange: "Bisa diubah atau dihentikan kapan saja di Perlindungan saya.",
    errors: {
      every: "Pilih setiap berapa bulan perpanjangannya",
      until: "Pilih sampai kapan perpanjangannya",
      month: "Pilih bulan terakhir perpanjangannya",
      monthEarly: "Pilih bulan sesudah {{month}}: sampai bulan itu iurannya sudah termasuk dalam pesanan ini",
      way: "Pilih cara membayar perpanjangannya",
      small:
        "Perpanjangan {{months}} hanya {{total}}, sedangkan penyedia pembayaran menerima paling sedikit {{minimum}}. Pilih setiap 3 bulan atau lebih",
      smallLong:
        "Perpanjangan {{months}} hanya {{total}}, sedangkan penyedia pembayaran menerima paling sedikit {{minimum}}. Pilih bulan terakhir yang lain, atau sampai dihentikan",
    },
  },
} as const;
