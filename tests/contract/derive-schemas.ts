/**
 * JSON Schemas made, while the tests run, from the type declarations an SDK ships: whoever answers in the
 * vendor's place must answer in these shapes. Stricter than the types where they are loose on purpose:
 * an enum open to "any other string" is closed, and no key is allowed that the types do not name.
 */
import Ajv, { type SchemaValidateFunction, type ValidateFunction } from "ajv";
import ts from "typescript";

type Schema = Record<string, unknown>;

export type Derived = {
  /** The validator of one named type; `wire` takes text for numbers and flags, as forms send them. */
  check(name: string, value: unknown, wire?: boolean): string[];
  /** The names a discriminated union's members have in `key`, with the member's own name to check by. */
  members(name: string, key: string): ReadonlyMap<string, string>;
};

/**
 * Derives schemas for `types` (our name → TypeScript expression) in a file that begins with `preamble`.
 * Takes some seconds: the compiler reads the whole SDK.
 */
export function deriveSchemas(preamble: string, types: Readonly<Record<string, string>>): Derived {
  const source = `${preamble}\n${Object.entries(types)
    .map(([name, type]) => `export type ${name} = ${type};`)
    .join("\n")}\n`;
  const { checker, file } = compile(source);
  const named = new Map<string, ts.Type>();
  for (const symbol of checker.getExportsOfModule(checker.getSymbolAtLocation(file)!))
    if (symbol.name in types) named.set(symbol.name, checker.getDeclaredTypeOfSymbol(symbol));
  const missing = Object.keys(types).filter(
    (name) => !named.has(name) || named.get(name)!.flags & ts.TypeFlags.Any,
  );
  if (missing.length > 0) throw new Error(`The SDK's types do not name: ${missing.join(", ")}.`);

  const converter = createConverter(checker);
  const shapes = { plain: createShapes(converter, false), wire: createShapes(converter, true) };
  return {
    check(name, value, wire = false) {
      const type = named.get(name);
      if (!type) throw new Error(`No schema was derived for ${name}.`);
      const errors = shapes[wire ? "wire" : "plain"](type)(structuredClone(value));
      return deepest(errors).map((error) => `${name}${error.path}: ${error.message}`);
    },
    members(name, key) {
      const type = named.get(name)!;
      const found = new Map<string, string>();
      for (const member of type.isUnion() ? type.types : [type]) {
        const tag = member.getProperty(key);
        const literal = tag && checker.getTypeOfSymbol(tag);
        if (!literal?.isStringLiteral()) continue;
        named.set(`${name}:${literal.value}`, member);
        found.set(literal.value, `${name}:${literal.value}`);
      }
      return found;
    },
  };
}

type Complaint = { readonly path: string; readonly message: string };

/**
 * Compiles a shape when something is first held against it, and no sooner: what Stripe's types can reach
 * by expanding is nearly everything, what is really sent is a small part of it.
 */
function createShapes(converter: Converter, coerceTypes: boolean) {
  const ajv = new Ajv({ strict: false, allErrors: true, coerceTypes, logger: false });
  const compiled = new Map<object, ValidateFunction>();
  const validatorOf = (schema: Schema): ValidateFunction => {
    const known = compiled.get(schema);
    if (known) return known;
    const made = ajv.compile(schema);
    compiled.set(schema, made);
    return made;
  };
  const fits: SchemaValidateFunction = (name: string, data: unknown, _, context) => {
    if (typeof data !== "object" || data === null) {
      fits.errors = [{ message: "must be an object", instancePath: context?.instancePath, params: {} }];
      return false;
    }
    const validate = validatorOf(converter.definition(name));
    if (validate(data)) return true;
    fits.errors = (validate.errors ?? []).map((error) => ({
      ...error,
      instancePath: `${context?.instancePath ?? ""}${error.instancePath}`,
    }));
    return false;
  };
  ajv.addKeyword({ keyword: "shape", validate: fits, errors: true });
  const fitsTagged: SchemaValidateFunction = (
    { key, members }: { key: string; members: Record<string, Schema> },
    data: Record<string, unknown> | null,
    _,
    context,
  ) => {
    const tag = typeof data === "object" && data !== null ? String(data[key]) : "";
    const instancePath = context?.instancePath ?? "";
    const member = members[tag];
    const validate = member && validatorOf(member);
    if (validate?.(data)) return true;
    fitsTagged.errors = validate
      ? (validate.errors ?? []).map((one) => ({ ...one, instancePath: instancePath + one.instancePath }))
      : [{ message: `must have a known ${key}`, instancePath, params: { tag } }];
    return false;
  };
  ajv.addKeyword({ keyword: "tagged", validate: fitsTagged, errors: true });
  return (type: ts.Type) => {
    const validate = validatorOf(converter.schemaOf(type));
    return (value: unknown): Complaint[] => {
      if (validate(value)) return [];
      return (validate.errors ?? [])
        .filter((error) => error.keyword !== "anyOf")
        .map((error) => ({
          path: error.instancePath,
          message: `${error.message} ${JSON.stringify(error.params)}`,
        }));
    };
  };
}

/** Of many complaints about alternatives, the ones that lie deepest say what is really wrong. */
function deepest(complaints: readonly Complaint[]): readonly Complaint[] {
  const depth = (one: Complaint) => one.path.split("/").length;
  return [...complaints].sort((one, other) => depth(other) - depth(one)).slice(0, 8);
}

function compile(source: string): { checker: ts.TypeChecker; file: ts.SourceFile } {
  const path = new URL("./derived-types.ts", import.meta.url).pathname;
  const options: ts.CompilerOptions = {
    strict: true,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    target: ts.ScriptTarget.ES2022,
    lib: ["lib.es2023.d.ts", "lib.dom.d.ts"],
    types: ["node"],
    skipLibCheck: true,
    noEmit: true,
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (name) => name === path || fileExists.call(host, name);
  host.getSourceFile = (name, ...rest) =>
    name === path ? ts.createSourceFile(name, source, rest[0]) : getSourceFile.call(host, name, ...rest);
  const program = ts.createProgram([path], options, host);
  return { checker: program.getTypeChecker(), file: program.getSourceFile(path)! };
}

type Converter = ReturnType<typeof createConverter>;

function createConverter(checker: ts.TypeChecker) {
  const definitions = new Map<string, Schema>();
  const types = new Map<string, ts.Type>();
  const names = new Map<ts.Type, string>();
  const roots = new Map<ts.Type, Schema>();

  const convert = (type: ts.Type): Schema => {
    if (type.flags & ts.TypeFlags.Never) return { not: {} };
    if (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return {};
    if (type.isStringLiteral() || type.isNumberLiteral()) return { const: type.value };
    if (type.flags & ts.TypeFlags.BooleanLiteral) return { const: checker.typeToString(type) === "true" };
    if (type.flags & ts.TypeFlags.StringLike) return { type: "string" };
    if (type.flags & ts.TypeFlags.NumberLike) return { type: "number" };
    if (type.flags & ts.TypeFlags.BooleanLike) return { type: "boolean" };
    if (type.flags & ts.TypeFlags.Null) return { type: "null" };
    if (type.isUnion()) return unionOf(type);
    if (isAnyOtherString(type)) return { type: "string" };
    return objectOf(type);
  };

  const unionOf = (type: ts.UnionType): Schema => {
    const all = type.types.filter((one) => !(one.flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Void)));
    const closed = all.some((one) => one.isStringLiteral());
    const members = all.filter((one) => !(closed && isAnyOtherString(one)));
    const literals = members.filter((one) => one.isStringLiteral());
    const flags = members.filter((one) => one.flags & ts.TypeFlags.BooleanLiteral);
    const rest = members.filter(
      (one) => !one.isStringLiteral() && !(one.flags & ts.TypeFlags.BooleanLiteral),
    );
    const tagged = rest.length > 4 ? taggedOf(rest) : undefined;
    const parts = [
      ...(literals.length > 0 ? [{ enum: literals.map((one) => (one as ts.StringLiteralType).value) }] : []),
      ...(flags.length === 2 ? [{ type: "boolean" }] : flags.map(convert)),
      ...(tagged ? [tagged] : rest.map(convert)),
    ];
    return parts.length === 1 ? parts[0]! : { anyOf: parts };
  };

  /** Many objects told apart by one literal of theirs: only the one that is meant is looked at. */
  const taggedOf = (members: readonly ts.Type[]): Schema | undefined => {
    for (const key of ["type", "object"]) {
      const tags = members.map((member) => {
        const property = member.getProperty(key);
        const literal = property && checker.getTypeOfSymbol(property);
        return literal?.isStringLiteral() ? literal.value : undefined;
      });
      if (tags.some((tag) => tag === undefined) || new Set(tags).size < tags.length) continue;
      return {
        tagged: { key, members: Object.fromEntries(tags.map((tag, n) => [tag, convert(members[n]!)])) },
      };
    }
    return undefined;
  };

  const objectOf = (type: ts.Type): Schema => {
    if (checker.isTupleType(type)) return { type: "array" };
    if (checker.isArrayType(type))
      return { type: "array", items: convert(checker.getTypeArguments(type as ts.TypeReference)[0]!) };
    // On the wire a decimal is text; the SDK makes an object of it.
    if (/^_?Decimal/.test(type.symbol?.name ?? "") || type.aliasSymbol?.name === "Decimal")
      return { type: "string", pattern: "^-?\\d+(\\.\\d+)?$" };
    if (type.symbol?.name === "Buffer" || type.symbol?.name === "Uint8Array") return { type: "string" };
    const known = names.get(type);
    const name = known ?? `t${names.size}`;
    names.set(type, name);
    types.set(name, type);
    return { shape: name };
  };

  const propertiesOf = (type: ts.Type): Schema => {
    const properties: Record<string, Schema> = {};
    const required: string[] = [];
    for (const property of checker.getPropertiesOfType(type)) {
      const held = checker.getTypeOfSymbol(property);
      const optional = Boolean(property.flags & ts.SymbolFlags.Optional);
      // `deleted?: void` and the like name a key that must not be there.
      if (isNothing(held)) continue;
      properties[property.name] = convert(held);
      if (!optional) required.push(property.name);
    }
    const index = checker.getIndexInfoOfType(type, ts.IndexKind.String);
    return {
      type: "object",
      properties,
      required,
      additionalProperties: index ? convert(index.type) : false,
    };
  };
  /** The properties of a named shape, worked out when first asked for. */
  const definition = (name: string): Schema => {
    const known = definitions.get(name) ?? propertiesOf(types.get(name)!);
    definitions.set(name, known);
    return known;
  };
  const schemaOf = (type: ts.Type): Schema => {
    const known = roots.get(type) ?? convert(type);
    roots.set(type, known);
    return known;
  };
  return { schemaOf, definition };
}

/** `string & Record<never, never>`: the SDK's way of leaving an enum open. */
function isAnyOtherString(type: ts.Type): boolean {
  return type.isIntersection() && type.types.some((one) => Boolean(one.flags & ts.TypeFlags.String));
}

function isNothing(type: ts.Type): boolean {
  const parts = type.isUnion() ? type.types : [type];
  return parts.every((one) => one.flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Void | ts.TypeFlags.Never));
}
