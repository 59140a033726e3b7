/** What a page tells of itself where its link is shared. */
export type PreviewText = { readonly title: string; readonly description: string; readonly url: string };

export function previewMeta({ title, description, url }: PreviewText) {
  return [
    { title },
    { name: "description", content: description },
    { property: "og:type", content: "website" },
    { property: "og:locale", content: "id_ID" },
    { property: "og:title", content: title },
    { property: "og:description", content: description },
    { property: "og:url", content: url },
    { property: "og:image", content: new URL("/icon-512.png", url).href },
    { name: "twitter:card", content: "summary" },
  ];
}
