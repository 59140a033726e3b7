/** Two leaves that are also two open hands, holding up one person. The same drawing as public/icon.svg. */
export function BrandMark({ size = 32 }: { readonly size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 32 32"
      aria-hidden="true"
      focusable="false"
      className="shrink-0"
    >
      <circle cx="16" cy="8.5" r="4.2" className="fill-amber-mark" />
      <path d="M15 29C6.5 27.5 2.5 21 3 11.5c7.5 1.5 12 7.5 12 17.5Z" className="fill-leaf" />
      <path d="M17 29c8.5-1.5 12.5-8 12-17.5C21.5 13 17 19 17 29Z" className="fill-leaf" />
    </svg>
  );
}
