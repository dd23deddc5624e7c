/** Of Specimen; a test sees to it that it is the package's. */
export const VERSION = '0.1.0'
