/**
 * Columns over months, from zero, drawn on the server. Breadths are shares of the frame and heights are pixels, so the
 * drawing fits every screen and its letters stay as large as they are.
 */
import { scaleBand, scaleLinear } from "d3-scale";
import { formatMonth, formatMonthShort, type IuranMonth } from "~/calendar/iuran-month";

export type Series = {
  readonly name: string;
  /** The colour of its columns and of its mark: a whole class. */
  readonly className: string;
  /** One per month. Below zero is drawn as zero. */
  readonly values: readonly number[];
};

type ColumnsProps = {
  readonly label: string;
  readonly months: readonly IuranMonth[];
  readonly series: readonly Series[];
  /** A value in full, for whoever points at a column. */
  readonly write: (value: number) => string;
  /** A value on the axis, short. */
  readonly writeShort: (value: number) => string;
};

const PLOT = 200;
const TOP = 24;
const FOOT = 40;
/** More months than this are too narrow for a name each. */
const NAMED_MONTHS = 12;

export function MonthColumns({ label, months, series, write, writeShort }: ColumnsProps) {
  const most = Math.max(1, ...series.flatMap(({ values }) => values));
  const height = scaleLinear().domain([0, most]).nice(4).range([0, PLOT]);
  const bands = scaleBand<string>().domain(months).range([0, 100]).paddingInner(0.28).paddingOuter(0.14);
  const inside = scaleBand<string>()
    .domain(series.map(({ name }) => name))
    .range([0, bands.bandwidth()])
    .paddingInner(0.08);
  const every = Math.ceil(months.length / NAMED_MONTHS);
  return (
    <div>
      {series.length > 1 && <SeriesKeys series={series} />}
      <svg role="img" aria-label={label} width="100%" height={TOP + PLOT + FOOT}>
        {height.ticks(4).map((tick) => (
          <g key={tick}>
            <line
              x1="0"
              x2="100%"
              y1={TOP + PLOT - height(tick)}
              y2={TOP + PLOT - height(tick)}
              className={tick === 0 ? "stroke-line-strong" : "stroke-line"}
              {...(tick === 0 ? {} : { strokeDasharray: "2 4" })}
            />
            {tick > 0 && (
              <text x="0" y={TOP + PLOT - height(tick) - 5} fontSize="14" className="figures fill-ink-soft">
                {writeShort(tick)}
              </text>
            )}
          </g>
        ))}
        {months.map((month, at) => (
          <g key={month}>
            {series.map(({ name, className, values }) => {
              const value = Math.max(0, values[at] ?? 0);
              return (
                <rect
                  key={name}
                  x={`${(bands(month) ?? 0) + (inside(name) ?? 0)}%`}
                  width={`${inside.bandwidth()}%`}
                  y={TOP + PLOT - height(value)}
                  height={height(value)}
                  className={className}
                >
                  <title>{`${formatMonth(month, "id")}, ${name}: ${write(values[at] ?? 0)}`}</title>
                </rect>
              );
            })}
            {at % every === 0 && (
              <MonthName month={month} x={(bands(month) ?? 0) + bands.bandwidth() / 2} first={at === 0} />
            )}
          </g>
        ))}
      </svg>
    </div>
  );
}

/** "Nov", with the year below where one begins. */
function MonthName({
  month,
  x,
  first,
}: {
  readonly month: IuranMonth;
  readonly x: number;
  readonly first: boolean;
}) {
  const [name, year] = formatMonthShort(month, "id").split(" ");
  return (
    <>
      <text x={`${x}%`} y={TOP + PLOT + 18} textAnchor="middle" fontSize="14" className="fill-ink-soft">
        {name}
      </text>
      {(first || month.endsWith("-01")) && (
        <text
          x={`${x}%`}
          y={TOP + PLOT + 35}
          textAnchor="middle"
          fontSize="14"
          className="figures fill-ink font-semibold"
        >
          {year}
        </text>
      )}
    </>
  );
}

function SeriesKeys({ series }: Pick<ColumnsProps, "series">) {
  return (
    <ul className="mb-2 flex flex-wrap gap-x-5 gap-y-1 text-small font-semibold" aria-hidden="true">
      {series.map(({ name, className }) => (
        <li key={name} className="flex items-center gap-2">
          <svg width="14" height="14" aria-hidden="true">
            <rect width="14" height="14" rx="3" className={className} />
          </svg>
          {name}
        </li>
      ))}
    </ul>
  );
}
