/** Letters about renewals that run by themselves: announced, declined, by link, resting, a card that expires. */
export const sponsorship = {
  greeting: "Yth. Bapak/Ibu {{name}},",
  why: "Email ini dikirim karena Bapak/Ibu meminta iuran pekerja diperpanjang otomatis.",
  total: "Jumlah",
  card: "Kartu",
  cardWords: "{{brand}} berakhiran {{last4}}",
  cardUnknown: "kartu yang Bapak/Ibu simpan",
  notice: {
    subject: "{{amount}} akan didebit {{day}} untuk perpanjangan iuran",
    preheader: "Tidak perlu melakukan apa pun. Bisa dilewati sebelum hari itu.",
    fact: "Pada {{day}} kami akan mendebit {{amount}} dari kartu Bapak/Ibu untuk memperpanjang perlindungan pekerja ini:",
    skip: "Ingin melewati perpanjangan ini? Buka tautan di bawah sebelum {{day}}. Tidak ada yang didebit bila dilewati.",
    button: "Lihat atau lewati perpanjangan",
  },
  declined: {
    subject: "Kartu belum dapat didebit untuk perpanjangan iuran",
    preheader: "Kami coba lagi {{day}}. Belum ada uang yang berpindah.",
    fact: "Bank menolak pendebitan kartu Bapak/Ibu untuk perpanjangan iuran pekerja ini. Belum ada uang yang berpindah.",
    next: "Kami mencoba lagi pada {{day}}. Bila ingin segera selesai, bayar lewat tautan di bawah; kartu lain juga bisa.",
    button: "Bayar sekarang",
  },
  byLink: {
    subject: "Perpanjangan iuran perlu diselesaikan oleh Bapak/Ibu",
    preheader: "Kartu tidak dapat didebit otomatis. Belum ada uang yang berpindah.",
    fact: {
      authentication_needed:
        "Bank meminta Bapak/Ibu sendiri yang menyetujui pembayaran perpanjangan iuran pekerja ini. Belum ada uang yang berpindah.",
      amount_too_small:
        "Jumlah perpanjangan iuran pekerja ini lebih kecil daripada yang diterima penyedia pembayaran, jadi kartu tidak kami debit.",
      other:
        "Kartu Bapak/Ibu tidak dapat didebit otomatis untuk perpanjangan iuran pekerja ini. Kartu tidak akan kami coba lagi untuk perpanjangan ini.",
    },
    nextTooSmall:
      "Bukalah tautan di bawah untuk melihat bulannya. Dengan perpanjangan setiap 3 bulan, yang bisa diatur di Perlindungan saya, jumlahnya cukup untuk dibayar.",
    next: "Silakan bayar lewat tautan di bawah. Kartu yang dipakai di sana menggantikan kartu lama untuk perpanjangan berikutnya.",
    button: "Bayar perpanjangan",
  },
  rested: {
    subject: "Perpanjangan iuran dijeda karena belum terbayar",
    preheader: "Tidak ada yang dihapus. Bisa dilanjutkan kapan saja.",
    fact: "Iuran pekerja ini belum terbayar, jadi perpanjangannya kami jeda:",
    next: "Tidak ada yang dihapus, dan kartu tidak didebit lagi. Masa tunggak iuran di BPJS Ketenagakerjaan tetap berjalan; begitu dibayar, perpanjangan berjalan lagi.",
    button: "Lanjutkan perlindungan",
  },
  expiring: {
    subject: "Kartu untuk perpanjangan iuran segera kedaluwarsa",
    preheader: "Berlaku sampai akhir {{month}}.",
    fact: "{{card}} yang Bapak/Ibu pakai untuk perpanjangan otomatis berlaku sampai akhir {{month}}.",
    next: "Sebelum itu, ganti kartunya di halaman Bapak/Ibu, supaya perlindungan pekerja tidak terputus.",
    button: "Buka halaman saya",
  },
} as const;
