/** The privacy notice (UU 27/2022 art. 21): what is kept, why, how long, and the rights of the people it is about. */
export const privacy = {
  pageTitle: "Pemberitahuan privasi | Sertakan Cinta Jember",
  title: "Pemberitahuan privasi",
  lead: "Data di situs ini menyangkut dua orang: pekerja yang dilindungi, dan yang membayarkan iurannya. Ini yang kami simpan dan mengapa.",
  sections: {
    worker: {
      title: "Data pekerja",
      what: "Nama, NIK, tanggal lahir, nomor ponsel, pekerjaan, tempat kerja (desa atau kelurahan), perkiraan penghasilan, hubungan dengan yang membayar, dan keterangan bahwa ia setuju.",
      why: "Dipakai untuk mendaftarkannya ke BPJS Ketenagakerjaan, membayar iurannya, dan memastikan bulan yang sama tidak dibayar dua kali.",
      basis:
        "Dasarnya persetujuan pekerja itu sendiri. Yang membayar menyatakan bahwa pekerja sudah tahu dan setuju; pernyataan itu tidak menggantikan hak pekerja untuk menolak atau menarik kembali.",
    },
    payer: {
      title: "Data yang membayar",
      what: "Nama, alamat email, pilihan nama yang ditampilkan, pesan bila ada, serta pesanan dan pembayarannya. Data kartu atau rekening tidak lewat dan tidak tersimpan di sini; itu diurus penyedia pembayaran.",
      why: "Dipakai untuk tanda terima, pengembalian uang, dan pertanggungjawaban keuangan.",
    },
    safe: {
      title: "Bagaimana dijaga",
      what: "NIK, tanggal lahir, dan nomor ponsel disimpan terkunci (dienkripsi) dan hanya ditampilkan sebagian, misalnya 3509••••••••0001. Setiap kali petugas membukanya, hal itu tercatat. Nama pekerja tidak ditampilkan kepada umum.",
      cookies:
        "Kami memakai tiga penanda di peramban (cookie): untuk keranjang, untuk isian yang belum selesai, dan untuk masuk. Tidak ada pelacak, iklan, atau hitungan pihak lain.",
    },
    shared: {
      title: "Siapa yang menerimanya",
      what: "BPJS Ketenagakerjaan menerima data pekerja untuk pendaftaran. Penyedia pembayaran menerima alamat email dan jumlah yang dibayar, tanpa nama dan NIK pekerja. Penyedia pengiriman email menerima alamat email dan isi suratnya.",
    },
    kept: {
      title: "Berapa lama",
      what: "Isian yang belum selesai terhapus setelah dua jam. Keranjang yang tidak dibayar terhapus setelah tujuh hari beserta data pekerja di dalamnya. Catatan pembayaran disimpan selama diwajibkan untuk pembukuan.",
    },
    rights: {
      title: "Hak atas data",
      what: "Pekerja dan yang membayar boleh melihat datanya, membetulkannya, meminta salinannya, menarik persetujuan, dan meminta dihapus. Permintaan membetulkan kami kerjakan paling lambat 3 × 24 jam.",
      how: "Sampaikan kepada {{contact}}.",
      howPlain: "Balas saja email dari kami.",
      law: "Dasar: UU 27/2022 tentang Pelindungan Data Pribadi.",
    },
  },
} as const;
