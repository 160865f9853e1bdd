trigger TicketTrigger on Ticket__c (after update) {
  EventBus.publish(new List<Ticket_Changed__e>());
}
