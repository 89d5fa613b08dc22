# Built into Terraform: no provider, no vendor, no runner that knows of hooks. Secrets come from the environment.
#
#   hook.before_on -> (ready) -> switch.gate -> the switch moves traffic -> switch.switched -> hook.after_off
resource "terraform_data" "before_on" {
  # A changed command alone is no reason to tell everyone again.
  triggers_replace = var.maintenance_active

  provisioner "local-exec" {
    working_dir = var.working_dir
    command     = var.maintenance_active ? var.before_on : "exit 0"
  }
}

resource "terraform_data" "after_off" {
  triggers_replace = var.maintenance_active
  input            = jsonencode(var.switched)

  provisioner "local-exec" {
    working_dir = var.working_dir
    command     = var.maintenance_active ? "exit 0" : var.after_off
  }

  depends_on = [terraform_data.before_on]
}
