// Who may import whom. Each rule's comment says what to do instead. Checked by build/check-layers.mjs, which also fails when
// it saw fewer modules than there are: a checker that cannot parse TypeScript would report success.

/** The engine's rooms, lowest first, and the rooms each may look into. All may read shared/. */
const ENGINE_ROOMS = {
  names: [],
  memory: [],
  crypto: ["memory"],
  chunker: ["memory"],
  workers: [],
  format: ["names"],
  storage: ["names"],
  system: ["names", "format"],
  source: ["names", "format", "system"],
  destination: ["names", "format", "system"],
  repository: ["names", "memory", "format", "crypto", "chunker", "storage", "system", "workers"],
  tasks: [
    ...["names", "format", "crypto", "chunker", "storage", "system"],
    ...["source", "destination", "workers", "repository"],
  ],
};

/** A package (or Node's file system) and the only places that may import it. */
const HOMES = [
  { library: "intl-messageformat", home: "^shared/words/", instead: "Take say() of shared/words." },
  { library: "koffi", home: "^main/engine/system/", instead: "Add what you need to main/engine/system." },
  { library: "sodium-native", home: "^main/engine/crypto/", instead: "Add what you need to main/engine/crypto." },
  { library: "better-sqlite3", home: "^main/agent/catalog/", instead: "Add a named query to main/agent/catalog." },
  { library: "chokidar", home: "^main/agent/watch/", instead: "Take the WatchService of main/agent/watch." },
  { library: "croner", home: "^main/agent/schedule/", instead: "Ask main/agent/schedule when something is due." },
  { library: "pino", home: "^main/agent/log/", instead: "Take the Log of main/agent/log." },
  { library: "rotating-file-stream", home: "^main/agent/log/", instead: "Take the Log of main/agent/log." },
  { library: "ssh2", home: "^main/engine/storage/targets/", instead: "Take a Storage: openStorage(location)." },
  { library: "@aws-sdk", home: "^main/engine/storage/targets/", instead: "Take a Storage: openStorage(location)." },
  { library: "@azure", home: "^main/engine/storage/targets/", instead: "Take a Storage: openStorage(location)." },
  { library: "webdav", home: "^main/engine/storage/targets/", instead: "Take a Storage: openStorage(location)." },
  { library: "undici", home: "^main/engine/storage/", instead: "Take a Storage: openStorage(location)." },
  { library: "sirv", home: "^main/hosts/headless/", instead: "Files are served by the loopback host." },
  { library: "electron", home: "^main/hosts/desktop/", instead: "Let the desktop host pass in what you need." },
  {
    library: "@orpc/server",
    home: "^main/(api|hosts)/",
    instead: "Only transports and main/api know the server side.",
  },
  { library: "@orpc/client", home: "^(main/hosts|renderer/client)/", instead: "Take the client as an argument." },
  { library: "@napi-rs/keyring", home: "^main/platform/", instead: "Ask main/platform for the secret." },
  {
    library: "commander",
    home: "^main/hosts/headless/",
    instead: "Flags belong to the command line; take plain values.",
  },
];

const DISK_ROOMS =
  "^main/(engine/(storage/(targets|http|cache)|system|source|destination|chunker|crypto)|hosts|platform|" +
  "agent/(catalog|settings|instance|log|disk|scratch|space|targets|watch))/";

/** Besides index.ts: where the command line looks for a running agent, without loading what an agent needs. */
const AGENT_DOORS = "^main/agent/[^/]+/(index|address)\\.ts$";

/** Tests may use what they need. Files that only tests use say so in their name or place. */
const TESTS = "\\.(test|fixture)\\.tsx?$|^tests/";

/** @typedef {import("dependency-cruiser").IForbiddenRuleType} Rule */

/** @type {readonly Rule[]} */
const engineRoomRules = Object.entries(ENGINE_ROOMS).map(([room, allowed]) => ({
  name: `engine-${room}-looks-down`,
  severity: "error",
  comment:
    `main/engine/${room} may use ${["shared", ...allowed].join(", ")} and nothing else. Move the common part to a lower ` +
    "room, or let the caller pass in the value or function.",
  from: { path: `^main/engine/${room}/`, pathNot: TESTS },
  to: { path: "^(main|renderer|build|tests)/", pathNot: `^main/engine/(${[room, ...allowed].join("|")})/` },
}));

/** @type {readonly Rule[]} */
const libraryRules = HOMES.map(({ library, home, instead }) => ({
  name: `home-of-${library.replaceAll(/[@/]/g, "")}`,
  severity: "error",
  comment: `One library, one room, so that it can be replaced. ${instead}`,
  from: { path: "^(main|shared|renderer|build)/", pathNot: [home, TESTS] },
  to: { path: `(^|node_modules/)${library}(/|$)` },
}));

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    {
      name: "no-cycles",
      severity: "error",
      comment: "If two files need each other, the common part is a third one, lower down.",
      from: {},
      to: { circular: true },
    },
    {
      name: "imports-exist",
      severity: "error",
      comment: "The import leads nowhere: correct the path, or declare the package in package.json.",
      from: { path: "^(main|shared|renderer|tests)/" },
      to: { couldNotResolve: true },
    },
    {
      name: "rooms-have-one-door",
      severity: "error",
      comment:
        "Import the room's index.ts; what it does not export is private. Export it there if it is meant for others.",
      from: { path: "^main/engine/([^/]+)/" },
      to: { path: "^main/engine/([^/]+)/.+", pathNot: ["^main/engine/$1/", "^main/engine/[^/]+/index\\.ts$"] },
    },
    {
      name: "tests-use-the-doors",
      severity: "error",
      comment: "What spans rooms is tested from outside. Import the room's index.ts, or put the test beside its code.",
      // A target by itself, without the wrappers that try again and would hide what it does, is what its tests are about.
      from: { path: "^tests/", pathNot: "^tests/targets/" },
      to: { path: "^main/engine/[^/]+/.+", pathNot: "^main/engine/[^/]+/index\\.ts$" },
    },
    {
      name: "engine-has-one-door",
      severity: "error",
      comment:
        "Import main/engine/index.ts: the engine is a library, and the rest of the app its first user. A thread that has to stay " +
        "small finds names and filters at main/engine/light.ts.",
      from: { path: "^(main|renderer|shared)/", pathNot: ["^main/engine/", TESTS] },
      to: { path: "^main/engine/", pathNot: "^main/engine/(index|light)\\.ts$" },
    },
    {
      name: "engine-door-is-not-for-its-rooms",
      severity: "error",
      comment: "A room that imports the engine's own door closes a circle. Import the room you need.",
      from: { path: "^main/engine/[^/]+/", pathNot: TESTS },
      to: { path: "^main/engine/index\\.ts$" },
    },
    {
      name: "engine-has-no-host",
      severity: "error",
      comment:
        "The engine also runs without Electron and without the agent. Let the caller pass in the value or function.",
      from: { path: "^main/engine/" },
      to: { path: "^main/(agent|api|hosts|platform)/|(^|node_modules/)(electron|better-sqlite3)(/|$)" },
    },
    {
      name: "agent-has-no-host",
      severity: "error",
      comment: "Agent, api and platform are built by a host and know none. Let the host pass in what they need.",
      from: { path: "^main/(agent|api|platform)/", pathNot: TESTS },
      to: { path: "^main/hosts/" },
    },
    {
      name: "agent-is-below-api",
      severity: "error",
      comment: "api answers calls by asking the agent, never the other way. Emit an event, or return the value.",
      from: { path: "^main/agent/", pathNot: TESTS },
      to: { path: "^main/api/" },
    },
    {
      name: "agent-rooms-have-one-door",
      severity: "error",
      comment: "Import the room's index.ts; what it does not export is private.",
      from: { path: "^main/agent/([^/]+)/" },
      to: { path: "^main/agent/[^/]+/.+", pathNot: ["^main/agent/$1/", AGENT_DOORS] },
    },
    {
      name: "agent-is-entered-by-its-doors",
      severity: "error",
      comment: "Import main/agent/index.ts or a room's index.ts; what they do not export is private.",
      from: { path: "^main/(agent/[^/]+\\.ts$|api/|hosts/)", pathNot: TESTS },
      to: { path: "^main/agent/[^/]+/.+", pathNot: AGENT_DOORS },
    },
    {
      name: "api-looks-down",
      severity: "error",
      comment: "api only hands calls on to the agent. What needs the engine or the system belongs into the agent.",
      from: { path: "^main/api/", pathNot: TESTS },
      to: { path: "^main/(engine|platform|hosts)/" },
    },
    {
      name: "platform-stands-alone",
      severity: "error",
      comment:
        "platform is one interface to the system, used by agent and hosts. Let the caller pass in what it needs.",
      from: { path: "^main/platform/", pathNot: TESTS },
      to: { path: "^main/(engine|agent|api)/" },
    },
    {
      name: "shared-imports-nothing",
      severity: "error",
      comment: "shared/ is plain ECMAScript for every process. Move what needs Node or a room into that room.",
      from: { path: "^shared/", pathNot: TESTS },
      to: { pathNot: "^shared/|(^|node_modules/)zod(/|$)|(^|node_modules/)(@orpc/contract|intl-messageformat)(/|$)" },
    },
    {
      name: "shared-rooms-have-one-door",
      severity: "error",
      comment: "Import the shared room's index.ts; what it does not export is private.",
      from: { path: "^(main|renderer|tests)/" },
      // Of the texts each language is a room: the window fetches only the one that it speaks.
      to: { path: "^shared/[^/]+/.+", pathNot: "^shared/([^/]+|texts/[^/]+)/index\\.ts$" },
    },
    {
      name: "renderer-knows-only-shared",
      severity: "error",
      comment: "Windows talk to the agent through the contract in shared/api. Add a call there.",
      from: { path: "^renderer/", pathNot: TESTS },
      to: { path: "^(main|build)/" },
    },
    {
      name: "renderer-has-no-node",
      severity: "error",
      comment: "A window has no Node. Ask the agent through the contract.",
      from: { path: "^renderer/", pathNot: TESTS },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "renderer-pages-are-apart",
      severity: "error",
      comment: "A page and what only it uses stay together. What two pages need goes to renderer/components.",
      from: { path: "^renderer/pages/([^/]+)/" },
      to: { path: "^renderer/pages/([^/]+)/", pathNot: "^renderer/pages/$1/" },
    },
    {
      name: "product-needs-no-tests",
      severity: "error",
      comment: "What runs at the user's must not need test code. Move the helper out of the tests.",
      from: { path: "^(main|shared|renderer)/", pathNot: TESTS },
      to: { path: TESTS },
    },
    {
      name: "product-needs-no-build",
      severity: "error",
      comment: "build/ is there before the product and not shipped with it. Move what both need into the product.",
      from: { path: "^(main|shared|renderer)/" },
      to: { path: "^build/" },
    },
    {
      name: "file-system-has-homes",
      severity: "error",
      comment:
        "Only the rooms whose work is a disk import node:fs (storage/targets, storage/cache, system, source, destination, chunker for its " +
        "wasm, platform, hosts, and the agent's catalog, settings, instance, log, disk, space, targets, watch). Ask one of them, or take " +
        "the bytes as an argument.",
      from: { path: "^(main|shared|renderer)/", pathNot: [DISK_ROOMS, TESTS] },
      to: { path: "^(node:)?fs(/promises)?$", dependencyTypesNot: ["type-only"] },
    },
    ...engineRoomRules,
    ...libraryRules,
  ],
  options: {
    parser: "swc", // TypeScript 7 has no parser that another program can call
    doNotFollow: { path: "node_modules" },
    exclude: { path: "\\.as\\.ts$" }, // AssemblyScript: read by its own compiler only
    moduleSystems: ["es6"],
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "require", "node", "default"] },
  },
};
