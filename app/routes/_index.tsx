import { useWords } from "~/words/use-words";

export default function Home() {
  const t = useWords();
  return <h1 className="max-w-read text-h1 font-bold">{t("frame.footer.about")}</h1>;
}
