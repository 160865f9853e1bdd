trigger TraceTag on TraceTag__c (before insert) {
}
