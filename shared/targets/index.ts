export { partAccess } from "./access.ts";
export type { Access, AccessField, TargetType } from "./fields.ts";
export { TARGET_TYPES, targetType, typeOfLocation } from "./kinds.ts";
export { accessFromVariables, optionName } from "./options.ts";
