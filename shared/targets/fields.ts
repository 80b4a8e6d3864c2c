import { type Text, text } from "../words/index.ts";

/** The kinds of places a repository can be at. Also the schemes of their locations. Written into settings files: never rename. */
export type TargetType = "local" | "sftp" | "s3" | "azure" | "webdav" | "rest" | "rclone";

/** One thing that a connection needs besides its location. Its value is always text. */
export interface AccessField {
  /** Written into settings files: never rename. */
  readonly name: string;
  readonly label: Text;
  /** For who fills it in: one sentence. */
  readonly hint?: Text;
  /** `secret`: kept with the passphrases, never shown, logged or written into settings. `switch`: "yes" or "no". */
  readonly kind: "text" | "secret" | "number" | "file" | "choice" | "switch";
  readonly choices?: readonly { readonly value: string; readonly label: Text }[];
  /** Most people never need it: folded away at first. */
  readonly isAdvanced?: true;
  /** Environment variables that the command line reads it from, stock restic's names first. */
  readonly variables?: readonly string[];
  /** The name of stock restic's `-o` option for it: `s3.region`. */
  readonly option?: string;
}

/** The values of a connection's fields by name. Those of secret fields are secret. */
export type Access = Readonly<Record<string, string>>;

function connections(type: TargetType): AccessField {
  return {
    ...{ name: "connections", label: text("Connections at a time"), kind: "number", isAdvanced: true },
    ...{ hint: text("At most; 5 if empty."), option: `${type}.connections` },
  };
}

const CA_FILE: AccessField = {
  ...{ name: "caFile", label: text("Certificate of a private authority"), kind: "file", isAdvanced: true },
  hint: text("A PEM file, for a server whose certificate this computer does not know."),
  variables: ["RESTIC_CACERT"],
};

const USER: AccessField = { name: "user", label: text("User name"), kind: "text" };
const PASSWORD: AccessField = { name: "password", label: text("Password"), kind: "secret" };

export const SFTP_FIELDS: readonly AccessField[] = [
  { ...PASSWORD, hint: text("Empty if you log in with a key."), variables: ["HOLDFAST_SFTP_PASSWORD"] },
  {
    ...{ name: "keyFile", label: text("Key file"), kind: "file" },
    hint: text("Empty for the SSH agent and the usual keys in your .ssh folder."),
    variables: ["HOLDFAST_SFTP_KEY_FILE"],
  },
  {
    ...{ name: "keyPassphrase", label: text("Passphrase of the key"), kind: "secret" },
    variables: ["HOLDFAST_SFTP_KEY_PASSPHRASE"],
  },
  {
    ...{ name: "useAgent", label: text("Ask the SSH agent"), kind: "switch", isAdvanced: true },
    hint: text("Yes if empty and there is one."),
  },
  {
    ...{ name: "hostKey", label: text("Fingerprint of the server's key"), kind: "text", isAdvanced: true },
    hint: text("Looks like SHA256:… and is trusted besides those in your known_hosts file."),
    variables: ["HOLDFAST_SFTP_HOST_KEY"],
  },
  connections("sftp"),
];

export const S3_FIELDS: readonly AccessField[] = [
  { name: "accessKeyId", label: text("Access key"), kind: "text", variables: ["AWS_ACCESS_KEY_ID"] },
  { name: "secretAccessKey", label: text("Secret key"), kind: "secret", variables: ["AWS_SECRET_ACCESS_KEY"] },
  {
    ...{ name: "sessionToken", label: text("Session token"), kind: "secret", isAdvanced: true },
    variables: ["AWS_SESSION_TOKEN"],
  },
  {
    ...{
      name: "region",
      label: text("Region"),
      kind: "text",
      hint: text("Empty for most storage that is not Amazon's."),
    },
    ...{ variables: ["AWS_DEFAULT_REGION", "AWS_REGION"], option: "s3.region" },
  },
  {
    ...{ name: "bucketLookup", label: text("Bucket in the address"), kind: "choice", isAdvanced: true },
    choices: [
      { value: "auto", label: text("As the server is known to want it") },
      { value: "path", label: text("In the path: host/bucket") },
      { value: "dns", label: text("In the name: bucket.host") },
    ],
    option: "s3.bucket-lookup",
  },
  {
    ...{
      name: "storageClass",
      label: text("Storage class"),
      kind: "text",
      isAdvanced: true,
      option: "s3.storage-class",
    },
    hint: text("Empty for the bucket's own. Of archive classes, only packs of file contents are put there."),
  },
  {
    ...{ name: "encryption", label: text("Encryption by the server, besides ours"), kind: "choice", isAdvanced: true },
    choices: [
      { value: "", label: text("As the bucket is set") },
      { value: "AES256", label: text("SSE-S3") },
      { value: "aws:kms", label: text("SSE-KMS") },
    ],
  },
  { name: "kmsKeyId", label: text("KMS key"), kind: "text", isAdvanced: true },
  {
    ...{ name: "lockDays", label: text("Protect from deletion for so many days"), kind: "number" },
    hint: text("Needs a bucket with Object Lock. What a snapshot needs is protected anew in time."),
  },
  {
    ...{ name: "lockMode", label: text("Who may lift the protection"), kind: "choice", isAdvanced: true },
    choices: [
      { value: "governance", label: text("Who has a special right (governance)") },
      { value: "compliance", label: text("Nobody (compliance)") },
    ],
  },
  CA_FILE,
  connections("s3"),
];

export const AZURE_FIELDS: readonly AccessField[] = [
  { name: "account", label: text("Storage account"), kind: "text", variables: ["AZURE_ACCOUNT_NAME"] },
  { name: "accountKey", label: text("Account key"), kind: "secret", variables: ["AZURE_ACCOUNT_KEY"] },
  {
    ...{ name: "sasToken", label: text("Shared access signature"), kind: "secret", variables: ["AZURE_ACCOUNT_SAS"] },
    hint: text("Instead of the account key, with rights on this container alone."),
  },
  {
    ...{ name: "endpoint", label: text("Endpoint"), kind: "text", isAdvanced: true },
    hint: text("Empty for https://ACCOUNT.blob.core.windows.net; another address for other clouds."),
    variables: ["HOLDFAST_AZURE_ENDPOINT"],
  },
  {
    ...{ name: "endpointSuffix", label: text("Endpoint suffix"), kind: "text", isAdvanced: true },
    variables: ["AZURE_ENDPOINT_SUFFIX"],
  },
  {
    ...{
      name: "accessTier",
      label: text("Access tier"),
      kind: "choice",
      isAdvanced: true,
      option: "azure.access-tier",
    },
    choices: [
      { value: "", label: text("The account's own") },
      { value: "Hot", label: text("Hot") },
      { value: "Cool", label: text("Cool") },
      { value: "Cold", label: text("Cold") },
    ],
  },
  CA_FILE,
  connections("azure"),
];

export const WEBDAV_FIELDS: readonly AccessField[] = [
  { ...USER, variables: ["HOLDFAST_WEBDAV_USER"] },
  { ...PASSWORD, variables: ["HOLDFAST_WEBDAV_PASSWORD"], hint: text("For Nextcloud, make one of its app passwords.") },
  CA_FILE,
  connections("webdav"),
];

export const REST_FIELDS: readonly AccessField[] = [
  { ...USER, variables: ["RESTIC_REST_USERNAME"] },
  { ...PASSWORD, variables: ["RESTIC_REST_PASSWORD"] },
  CA_FILE,
  connections("rest"),
];

export const RCLONE_FIELDS: readonly AccessField[] = [
  {
    ...{ name: "program", label: text("Program"), kind: "file", isAdvanced: true, option: "rclone.program" },
    hint: text("Empty for the rclone on your path."),
  },
  {
    ...{ name: "configFile", label: text("Settings of rclone"), kind: "file", isAdvanced: true },
    ...{ hint: text("Empty for rclone's own place."), variables: ["RCLONE_CONFIG"] },
  },
  {
    ...{ name: "configPassword", label: text("Password of rclone's settings"), kind: "secret", isAdvanced: true },
    variables: ["RCLONE_CONFIG_PASS"],
  },
  connections("rclone"),
];
