/** The letter to administrators about a recurring job that did not do what it should. */
export const watch = {
  greeting: "Yth. {{name}},",
  preheader: "Buka halaman pekerjaan untuk melihatnya.",
  why: "Email ini dikirim karena Bapak/Ibu tercatat sebagai administrator.",
  subject: {
    late: "Tidak berjalan: {{job}}",
    abandoned: "Terputus di tengah: {{job}}",
    failed: "Gagal: {{job}}",
    less: "Tidak tuntas: {{job}}",
  },
  fact: {
    late: 'Pekerjaan "{{job}}" seharusnya berjalan {{when}}, tetapi belum berjalan.',
    abandoned:
      'Pekerjaan "{{job}}" yang dimulai untuk {{when}} tidak pernah selesai: prosesnya terhenti. Pekerja yang lain mengulangnya dengan sendirinya.',
    failed: 'Pekerjaan "{{job}}" untuk {{when}} gagal dengan pesan ini:',
    less: 'Pekerjaan "{{job}}" untuk {{when}} hanya menyelesaikan {{done}} dari {{expected}}.',
  },
  next: "Email ini hanya dikirim sekali untuk gangguan yang sama. Selama belum beres, pekerjaannya ditandai merah di area admin.",
  button: "Buka halaman pekerjaan",
  page: {
    redTitle_other: "{{count}} pekerjaan perlu dilihat",
    red: "Yang merah tidak berjalan, terputus, gagal, atau tidak tuntas. Administrator sudah dikabari lewat email selama masih ada pekerja yang hidup.",
    never: "Belum pernah berjalan",
    abandoned: "Terputus di tengah",
    late: "Terlambat",
    lateSince: "Seharusnya berjalan {{when}}.",
  },
} as const;
