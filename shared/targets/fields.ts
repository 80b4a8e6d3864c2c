/** The kinds of places a repository can be at. Also the schemes of their locations. Written into settings files: never rename. */
export type TargetType = "local" | "sftp" | "s3" | "azure" | "webdav" | "rest" | "rclone";

/** One thing that a connection needs besides its location. Its value is always text. */
export interface AccessField {
  /** Written into settings files: never rename. */
  readonly name: string;
  readonly label: string;
  /** For who fills it in: one sentence. */
  readonly hint?: string;
  /** `secret`: kept with the passphrases, never shown, logged or written into settings. `switch`: "yes" or "no". */
  readonly kind: "text" | "secret" | "number" | "file" | "choice" | "switch";
  readonly choices?: readonly { readonly value: string; readonly label: string }[];
  /** Most people never need it: folded away at first. */
  readonly isAdvanced?: true;
  /** Environment variables that the command line reads it from, stock restic's names first. */
  readonly variables?: readonly string[];
  /** The name of stock restic's `-o` option for it: `s3.region`. */
  readonly option?: string;
}

/** The values of a connection's fields by name. Those of secret fields are secret. */
export type Access = Readonly<Record<string, string>>;

function connections(type: TargetType, most: number): AccessField {
  return {
    ...{ name: "connections", label: "Connections at a time", kind: "number", isAdvanced: true },
    ...{ hint: `At most; ${most} if empty.`, option: `${type}.connections` },
  };
}

const CA_FILE: AccessField = {
  ...{ name: "caFile", label: "Certificate of a private authority", kind: "file", isAdvanced: true },
  hint: "A PEM file, for a server whose certificate this computer does not know.",
  variables: ["RESTIC_CACERT"],
};

const USER: AccessField = { name: "user", label: "User name", kind: "text" };
const PASSWORD: AccessField = { name: "password", label: "Password", kind: "secret" };

export const SFTP_FIELDS: readonly AccessField[] = [
  { ...PASSWORD, hint: "Empty if you log in with a key.", variables: ["HOLDFAST_SFTP_PASSWORD"] },
  {
    ...{ name: "keyFile", label: "Key file", kind: "file" },
    hint: "Empty for the SSH agent and the usual keys in your .ssh folder.",
    variables: ["HOLDFAST_SFTP_KEY_FILE"],
  },
  {
    ...{ name: "keyPassphrase", label: "Passphrase of the key", kind: "secret" },
    variables: ["HOLDFAST_SFTP_KEY_PASSPHRASE"],
  },
  {
    ...{ name: "useAgent", label: "Ask the SSH agent", kind: "switch", isAdvanced: true },
    hint: "Yes if empty and there is one.",
  },
  {
    ...{ name: "hostKey", label: "Fingerprint of the server's key", kind: "text", isAdvanced: true },
    hint: "Looks like SHA256:… and is trusted besides those in your known_hosts file.",
    variables: ["HOLDFAST_SFTP_HOST_KEY"],
  },
  connections("sftp", 5),
];

export const S3_FIELDS: readonly AccessField[] = [
  { name: "accessKeyId", label: "Access key", kind: "text", variables: ["AWS_ACCESS_KEY_ID"] },
  { name: "secretAccessKey", label: "Secret key", kind: "secret", variables: ["AWS_SECRET_ACCESS_KEY"] },
  {
    ...{ name: "sessionToken", label: "Session token", kind: "secret", isAdvanced: true },
    variables: ["AWS_SESSION_TOKEN"],
  },
  {
    ...{ name: "region", label: "Region", kind: "text", hint: "Empty for most storage that is not Amazon's." },
    ...{ variables: ["AWS_DEFAULT_REGION", "AWS_REGION"], option: "s3.region" },
  },
  {
    ...{ name: "bucketLookup", label: "Bucket in the address", kind: "choice", isAdvanced: true },
    choices: [
      { value: "auto", label: "As the server is known to want it" },
      { value: "path", label: "In the path: host/bucket" },
      { value: "dns", label: "In the name: bucket.host" },
    ],
    option: "s3.bucket-lookup",
  },
  {
    ...{ name: "storageClass", label: "Storage class", kind: "text", isAdvanced: true, option: "s3.storage-class" },
    hint: "Empty for the bucket's own. Of archive classes, only packs of file contents are put there.",
  },
  {
    ...{ name: "encryption", label: "Encryption by the server, besides ours", kind: "choice", isAdvanced: true },
    choices: [
      { value: "", label: "As the bucket is set" },
      { value: "AES256", label: "SSE-S3" },
      { value: "aws:kms", label: "SSE-KMS" },
    ],
  },
  { name: "kmsKeyId", label: "KMS key", kind: "text", isAdvanced: true },
  {
    ...{ name: "lockDays", label: "Protect from deletion for so many days", kind: "number" },
    hint: "Needs a bucket with Object Lock. What a snapshot needs is protected anew in time.",
  },
  {
    ...{ name: "lockMode", label: "Who may lift the protection", kind: "choice", isAdvanced: true },
    choices: [
      { value: "governance", label: "Who has a special right (governance)" },
      { value: "compliance", label: "Nobody (compliance)" },
    ],
  },
  CA_FILE,
  connections("s3", 5),
];

export const AZURE_FIELDS: readonly AccessField[] = [
  { name: "account", label: "Storage account", kind: "text", variables: ["AZURE_ACCOUNT_NAME"] },
  { name: "accountKey", label: "Account key", kind: "secret", variables: ["AZURE_ACCOUNT_KEY"] },
  {
    ...{ name: "sasToken", label: "Shared access signature", kind: "secret", variables: ["AZURE_ACCOUNT_SAS"] },
    hint: "Instead of the account key, with rights on this container alone.",
  },
  {
    ...{ name: "endpoint", label: "Endpoint", kind: "text", isAdvanced: true },
    hint: "Empty for https://ACCOUNT.blob.core.windows.net; another address for other clouds.",
    variables: ["HOLDFAST_AZURE_ENDPOINT"],
  },
  {
    ...{ name: "endpointSuffix", label: "Endpoint suffix", kind: "text", isAdvanced: true },
    variables: ["AZURE_ENDPOINT_SUFFIX"],
  },
  {
    ...{ name: "accessTier", label: "Access tier", kind: "choice", isAdvanced: true, option: "azure.access-tier" },
    choices: [
      { value: "", label: "The account's own" },
      { value: "Hot", label: "Hot" },
      { value: "Cool", label: "Cool" },
      { value: "Cold", label: "Cold" },
    ],
  },
  CA_FILE,
  connections("azure", 5),
];

export const WEBDAV_FIELDS: readonly AccessField[] = [
  { ...USER, variables: ["HOLDFAST_WEBDAV_USER"] },
  { ...PASSWORD, variables: ["HOLDFAST_WEBDAV_PASSWORD"], hint: "For Nextcloud, make one of its app passwords." },
  CA_FILE,
  connections("webdav", 5),
];

export const REST_FIELDS: readonly AccessField[] = [
  { ...USER, variables: ["RESTIC_REST_USERNAME"] },
  { ...PASSWORD, variables: ["RESTIC_REST_PASSWORD"] },
  CA_FILE,
  connections("rest", 5),
];

export const RCLONE_FIELDS: readonly AccessField[] = [
  {
    ...{ name: "program", label: "Program", kind: "file", isAdvanced: true, option: "rclone.program" },
    hint: "Empty for the rclone on your path.",
  },
  {
    ...{ name: "configFile", label: "Settings of rclone", kind: "file", isAdvanced: true },
    ...{ hint: "Empty for rclone's own place.", variables: ["RCLONE_CONFIG"] },
  },
  {
    ...{ name: "configPassword", label: "Password of rclone's settings", kind: "secret", isAdvanced: true },
    variables: ["RCLONE_CONFIG_PASS"],
  },
  connections("rclone", 5),
];
