trigger Trace on Trace__c (before insert, before update) {
}
