# Needs no provider and no account: what runs leaves a line in a file.
variables {
  maintenance_active = true
  before_on          = "echo before >>told.txt"
  after_off          = "echo after >>told.txt"
}

run "on_tells_before" {
  variables {
    before_on = "rm -f told.txt; echo before >>told.txt"
  }

  assert {
    condition     = output.ready != "" && file("told.txt") == "before\n"
    error_message = "before_on runs, and after_off does not"
  }
}

run "another_deployment_tells_nobody_again" {
  assert {
    condition     = output.ready != "" && file("told.txt") == "before\n"
    error_message = "nothing has changed, so nothing runs"
  }
}

run "off_tells_after" {
  variables {
    maintenance_active = false
  }

  assert {
    condition     = output.ready != "" && file("told.txt") == "before\nafter\n"
    error_message = "after_off runs, and before_on does not"
  }
}
