/**
 * Our own small set, drawn on a 20-pixel square with 2-pixel lines in the colour of the text around it.
 * An icon never stands alone: a word is always beside it or hidden for screen readers.
 */
const shapes = {
  check: <path d="m4 10.5 4 4 8-9" />,
  cross: <path d="m5 5 10 10M15 5 5 15" />,
  clock: <path d="M10 5.5V10l3 2M10 17.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15Z" />,
  info: <path d="M10 9v5M10 6.200v.1M10 17.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15Z" />,
  warning: <path d="M10 8v4M10 14.400v.1M10 3 2.5 16.5h15L10 3Z" />,
  stop: <path d="M10 6v5M10 13.800v.1M7 2.5h6L17.5 7v6L13 17.5H7L2.5 13V7L7 2.5Z" />,
  arrowRight: <path d="M4 10h12m-5-5 5 5-5 5" />,
  arrowLeft: <path d="M16 10H4m5-5-5 5 5 5" />,
  chevron: <path d="m7.5 5 5 5-5 5" />,
  menu: <path d="M3 5.5h14M3 10h14M3 14.5h14" />,
  search: <path d="m12.8 12.8 4.2 4.200M8.5 14a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11Z" />,
  plus: <path d="M10 4v12M4 10h12" />,
  minus: <path d="M4 10h12" />,
  copy: <path d="M7 7h9.5v9.5H7zM4 13H3.5V3.5H13V4" />,
  download: <path d="M10 3v10m-4-4 4 4 4-4M3.5 16.5h13" />,
  mail: <path d="M2.5 5h15v10.5h-15zM2.5 5.5 10 11l7.5-5.5" />,
  person: (
    <path d="M10 9.5a3.3 3.3 0 1 0 0-6.6 3.3 3.3 0 0 0 0 6.600ZM3.5 17c.6-3 3-4.5 6.5-4.5s5.9 1.5 6.5 4.5" />
  ),
  shield: <path d="M10 2.5 3.5 5v4.5c0 4 2.7 6.6 6.5 8 3.8-1.4 6.5-4 6.5-8V5L10 2.5Z" />,
  print: <path d="M6 7.5v-5h8v5M6 13.5H3v-6h14v6h-3M6 11.5h8v6H6z" />,
  half: (
    <>
      <path d="M10 17.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15Z" />
      <path d="M10 2.5a7.5 7.5 0 0 1 0 15Z" fill="currentColor" />
    </>
  ),
  full: <path d="M10 16.5a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13Z" fill="currentColor" />,
  ring: <path d="M10 16.5a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13Z" />,
  flag: <path d="M5 17.5v-15M5 3.5h10l-2.5 3.5L15 10.5H5" />,
  building: <path d="M3 17h14M4.5 8.5h11M10 2.5l6.5 4v2h-13v-2L10 2.5ZM6 8.5V17M10 8.5V17M14 8.5V17" />,
  pause: <path d="M7 4.5v11M13 4.5v11" />,
  back: <path d="M4 8h8.5a4 4 0 0 1 0 8H8M4 8l3.5-3.5M4 8l3.5 3.5" />,
} as const;

export type IconName = keyof typeof shapes;
export const iconNames = Object.keys(shapes) as readonly IconName[];

export function Icon({ name, size = 20 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
      className="shrink-0"
    >
      {shapes[name]}
    </svg>
  );
}
