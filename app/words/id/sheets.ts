/** What is wrong with a file or a cell of it: said with the line and the column a spreadsheet shows. */
export const sheets = {
  /** Before a problem, where it is. */
  at: {
    line: "Baris {{line}}",
    cell: "Baris {{line}}, kolom {{column}}",
    column: "Kolom {{column}}",
  },
  problem: {
    empty: "Berkas ini kosong.",
    too_large:
      "Berkas ini lebih besar dari {{detail}} byte, batas yang diterima. Pecah menjadi beberapa berkas.",
    too_many_rows: "Lebih dari {{detail}} baris. Pecah menjadi beberapa berkas.",
    too_many_columns: "Lebih dari {{detail}} kolom. Hapus kolom yang tidak dipakai.",
    bomb: "Berkas ini membengkak terlalu besar saat dibuka, jadi tidak dibuka. Simpan ulang tabelnya sebagai XLSX atau CSV baru.",
    old_or_locked:
      "Berkas Excel lama (.xls) atau terkunci sandi. Simpan sebagai .xlsx tanpa sandi, lalu unggah lagi.",
    web_page:
      "Ini halaman web yang diberi nama seperti tabel. Buka di Excel, simpan sebagai .xlsx, lalu unggah lagi.",
    not_a_table: "Ini bukan tabel CSV atau XLSX.",
    broken_workbook: "Berkas XLSX ini rusak atau terpotong. Unduh atau simpan ulang, lalu unggah lagi.",
    sheet_missing: "Lembar yang dicari tidak ada. Yang ada: {{detail}}.",
    quote_open: "Tanda kutip dibuka di sini dan tidak pernah ditutup; mungkin berkasnya terpotong.",
    quote_stray: "Tanda kutip di tengah isian. Gandakan tanda kutipnya atau simpan ulang sebagai CSV.",
    row_short: "Baris ini terpotong: kolomnya kurang dari {{detail}}.",
    row_long:
      "Ada isian di luar kolom berjudul: “{{detail}}”. Sering karena pemisah kolom ada di dalam isian.",
    column_twice: "Judul kolom “{{detail}}” ada dua kali.",
    column_missing: "Kolom “{{detail}}” tidak ada.",
    no_rows: "Tidak ada baris di bawah judul kolom.",
  },
  cell: {
    empty: "Belum diisi.",
    formula: "Berisi rumus. Salin lalu tempel sebagai nilai.",
    error: "Berisi galat Excel seperti #N/A.",
    not_an_amount: "Bukan jumlah rupiah.",
    amount_ambiguous:
      "Bisa berarti dua jumlah. Pilih cara penulisan angka berkas ini, atau tulis tanpa titik dan koma.",
    fraction: "Ada pecahan rupiah.",
    negative: "Jumlahnya di bawah nol.",
    too_large: "Jumlahnya terlalu besar.",
    not_a_day: "Bukan tanggal yang ada.",
    day_ambiguous:
      "Bisa berarti dua tanggal. Pilih urutan tanggal berkas ini, atau tulis seperti 2026-04-03.",
    not_a_month: "Bukan bulan iuran. Tulis seperti 2026-11 atau November 2026.",
    precision_lost:
      "Angka akhirnya hilang karena disimpan sebagai angka. Ubah format kolom ini menjadi Teks dan isi ulang.",
    not_digits: "Hanya boleh angka.",
    wrong_length: "Banyaknya angka tidak sesuai.",
    too_long: "Terlalu panjang.",
  },
  problems: "Berkas belum dapat dibaca",
  nothingSaved: "Belum ada yang disimpan.",
  download: { csv: "Unduh CSV", xlsx: "Unduh XLSX" },
} as const;
