-- After an import of thousands the planner would not know of them for a minute: the service may gather statistics itself.
grant maintain on roles.person, roles.assignment, roles.department to kaohe_roles;
