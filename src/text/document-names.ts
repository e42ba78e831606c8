/**
 * Which files of a folder or an archive are read, by their names: one list for `ratio`, for the stages of a cluster run and for
 * the driver on Spark, because all three must read the same files. Written so that Java understands it too.
 */

export const DOCUMENT_NAMES: RegExp = /\.(?:txt|text|md|markdown|html|htm|xhtml|docx|doc|pdf|zip)$/i;
