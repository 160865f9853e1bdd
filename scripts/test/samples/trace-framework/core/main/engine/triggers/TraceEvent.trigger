trigger TraceEvent on TraceEvent__e (after insert) {
}
