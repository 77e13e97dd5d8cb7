/** The version of the kernel that plugins name their range against; the same as in package.json. */
export const KERNEL_VERSION = '0.1.0'
