/** The disks of this machine, for choosing folders. */
export { Disk, type DiskOptions, type ListInput } from "./disk.ts";
