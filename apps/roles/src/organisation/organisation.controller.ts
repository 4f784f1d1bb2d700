import { Controller } from '@nestjs/common';
import { rolesHttp } from '../../../../libs/contracts/roles/http.js';
import type { InputOf } from '../../../../libs/contracts/route.js';
import { Serves } from '../../../../libs/platform/messaging/index.js';
import type { RolesCall } from '../caller.js';
import { AssignmentsService } from './assignments.service.js';
import { DepartmentsService } from './departments.service.js';
import { PeopleService } from './people.service.js';
import { PositionsService } from './positions.service.js';

@Controller()
export class OrganisationController {
  constructor(
    private readonly departments: DepartmentsService,
    private readonly positions: PositionsService,
    private readonly people: PeopleService,
    private readonly assignments: AssignmentsService,
  ) {}

  @Serves(rolesHttp.listDepartments)
  listDepartments(_: InputOf<typeof rolesHttp.listDepartments>, call: RolesCall) {
    return this.departments.list(call);
  }

  @Serves(rolesHttp.createDepartment)
  createDepartment(input: InputOf<typeof rolesHttp.createDepartment>, call: RolesCall) {
    return this.departments.create(input, call);
  }

  @Serves(rolesHttp.createPosition)
  createPosition(input: InputOf<typeof rolesHttp.createPosition>, call: RolesCall) {
    return this.positions.create(input, call);
  }

  @Serves(rolesHttp.listPositions)
  listPositions(_: InputOf<typeof rolesHttp.listPositions>, call: RolesCall) {
    return this.positions.list(call);
  }

  @Serves(rolesHttp.listPeople)
  listPeople(input: InputOf<typeof rolesHttp.listPeople>, call: RolesCall) {
    return this.people.list(input, call);
  }

  @Serves(rolesHttp.createPerson)
  createPerson(input: InputOf<typeof rolesHttp.createPerson>, call: RolesCall) {
    return this.people.create(input, call);
  }

  @Serves(rolesHttp.getPerson)
  getPerson(input: InputOf<typeof rolesHttp.getPerson>, call: RolesCall) {
    return this.people.get(input, call);
  }

  @Serves(rolesHttp.updatePerson)
  updatePerson(input: InputOf<typeof rolesHttp.updatePerson>, call: RolesCall) {
    return this.people.update(input, call);
  }

  @Serves(rolesHttp.listAssignments)
  listAssignments(input: InputOf<typeof rolesHttp.listAssignments>, call: RolesCall) {
    return this.people.assignments(input, call);
  }

  @Serves(rolesHttp.changeAssignment)
  changeAssignment(input: InputOf<typeof rolesHttp.changeAssignment>, call: RolesCall) {
    return this.assignments.change(input, call);
  }

  @Serves(rolesHttp.endAssignment)
  endAssignment(input: InputOf<typeof rolesHttp.endAssignment>, call: RolesCall) {
    return this.assignments.end(input, call);
  }
}
