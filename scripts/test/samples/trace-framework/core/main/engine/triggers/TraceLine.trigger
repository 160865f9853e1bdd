trigger TraceLine on TraceLine__c (before insert, after insert) {
}
