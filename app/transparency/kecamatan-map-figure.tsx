/** Jember by kecamatan, drawn on the server: darker is more, hatched is hidden, every area leads to its row. */
import { MAP_HEIGHT, MAP_WIDTH, shapeOf } from "~/places/kecamatan-map";
import { groupThousands } from "~/rupiah/rupiah";
import { useWords } from "~/words/use-words";
import { LABEL_SIZE, type LabelledPlace, LINE_HEIGHT, type MapLabel, mapLabels } from "./map-labels";
import { type ScaleSteps, type Step, scaleSteps } from "./scale-steps";

/** The row of a kecamatan in the table beside the map. */
export const rowAnchor = (code: string) => `kecamatan-${code}`;

/* Whole classes: the style sheet is made of what stands here. */
const FILL: Readonly<Record<Step, string>> = {
  0: "fill-[color-mix(in_oklab,var(--leaf)_20%,var(--surface))]",
  1: "fill-[color-mix(in_oklab,var(--leaf)_38%,var(--surface))]",
  2: "fill-[color-mix(in_oklab,var(--leaf)_57%,var(--surface))]",
  3: "fill-[color-mix(in_oklab,var(--leaf)_76%,var(--surface))]",
  4: "fill-leaf",
};

type MapProps = { readonly places: readonly LabelledPlace[]; readonly title: string };

export function KecamatanMap({ places, title }: MapProps) {
  const t = useWords();
  const scale = scaleSteps(places.map(({ workers }) => workers ?? 0));
  return (
    <figure>
      <figcaption className="mb-3 text-h3 font-bold">{title}</figcaption>
      {/* biome-ignore lint/a11y/useSemanticElements: links inside a drawing stand together under its name */}
      <svg
        viewBox={`0 0 ${MAP_WIDTH} ${MAP_HEIGHT}`}
        role="group"
        aria-label={t("transparency.protected.mapLabel")}
        className="h-auto w-full"
      >
        <Hatch id="samar" />
        {places.map((place) => (
          <Area key={place.key} place={place} scale={scale} />
        ))}
        {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: letters in a drawing take no focus; the areas say the same */}
        <g aria-hidden="true" className="pointer-events-none max-sm:hidden">
          {mapLabels(places).map((label) => (
            <Label key={label.place.key} label={label} />
          ))}
        </g>
      </svg>
      <Legend scale={scale} places={places} />
      <p className="mt-2 text-small text-ink-soft">{t("transparency.protected.boundaries")}</p>
    </figure>
  );
}

/** Lines for what is hidden; one pattern per drawing, so that each finds its own. */
function Hatch({ id }: { readonly id: string }) {
  return (
    <defs>
      <pattern id={id} width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="8" height="8" className="fill-sunk" />
        <line
          x1="0"
          y1="0"
          x2="0"
          y2="8"
          strokeWidth="3"
          className="stroke-line-strong"
          strokeOpacity="0.55"
        />
      </pattern>
    </defs>
  );
}

function Area({ place, scale }: { readonly place: LabelledPlace; readonly scale: ScaleSteps }) {
  const t = useWords();
  const shape = shapeOf(place.key);
  if (!shape) return null;
  const { name, workers } = place;
  const words =
    workers === null
      ? t("transparency.protected.areaHidden", { name })
      : workers === 0
        ? t("transparency.protected.areaNone", { name })
        : t("transparency.protected.areaWorkers", { name, count: workers });
  const fill =
    workers === null
      ? { fill: "url(#samar)" }
      : { className: workers === 0 ? "fill-surface" : FILL[scale.stepOf(workers)] };
  return (
    <a
      href={`#${rowAnchor(place.key)}`}
      aria-label={words}
      className="[&:focus-visible>path]:stroke-focus [&:focus-visible>path]:[stroke-width:6] [&:hover>path]:stroke-ink [&:hover>path]:[stroke-width:3]"
    >
      <path
        d={shape.path}
        {...fill}
        className={`${fill.className ?? ""} stroke-line-strong [stroke-width:1.25]`}
        strokeLinejoin="round"
      >
        <title>{words}</title>
      </path>
    </a>
  );
}

/** A name with its count below. */
function Label({ label: { place, x, y } }: { readonly label: MapLabel }) {
  return (
    <text
      x={x}
      y={y}
      textAnchor="middle"
      fontSize={LABEL_SIZE}
      paintOrder="stroke"
      strokeWidth="5"
      strokeLinejoin="round"
      className="fill-ink stroke-paper font-semibold"
    >
      {place.name}
      {place.workers ? (
        <tspan x={x} dy={LINE_HEIGHT} className="figures font-bold">
          {groupThousands(place.workers)}
        </tspan>
      ) : null}
    </text>
  );
}

function Legend({
  scale,
  places,
}: {
  readonly scale: ScaleSteps;
  readonly places: readonly LabelledPlace[];
}) {
  const t = useWords();
  const range = (from: number, to: number) =>
    from === to ? String(from) : t("transparency.protected.legendRange", { from, to });
  return (
    <div className="mt-3">
      <p className="text-small font-semibold">{t("transparency.protected.legend")}</p>
      <ul className="mt-1 flex flex-wrap gap-x-4 gap-y-1 text-small">
        {places.some(({ workers }) => workers === 0) && (
          <Key words={t("transparency.protected.legendNone")} className="fill-surface" />
        )}
        {scale.ranges.map(({ step, from, to }) => (
          <Key key={step} words={range(from, to)} className={FILL[step]} />
        ))}
        {places.some(({ workers }) => workers === null) && (
          <Key words={t("transparency.protected.legendHidden")} pattern="samar-kunci" />
        )}
      </ul>
    </div>
  );
}

type KeyProps = { readonly words: string; readonly className?: string; readonly pattern?: string };

function Key({ words, className, pattern }: KeyProps) {
  return (
    <li className="flex items-center gap-1.5">
      <svg width="28" height="16" aria-hidden="true">
        {pattern && <Hatch id={pattern} />}
        <rect
          x="0.5"
          y="0.5"
          width="27"
          height="15"
          rx="3"
          {...(pattern ? { fill: `url(#${pattern})` } : {})}
          className={`${className ?? ""} stroke-line-strong`}
        />
      </svg>
      <span className="figures">{words}</span>
    </li>
  );
}
