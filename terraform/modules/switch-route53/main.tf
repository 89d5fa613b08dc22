# The commands that flip name it: whoever runs them at night may have another one set.
data "aws_region" "current" {}

# The flag lives outside of the code: whoever writes "on" here turns maintenance on, and no deployment writes it back.
# insecure_value, since `value` is sensitive and would hide every plan of the switch. It holds no secret.
resource "aws_ssm_parameter" "flag" {
  name           = "/interlude/${var.name}/maintenance"
  description    = "Interlude: on or off. maintenance_mode of the Terraform code turns it on as well."
  type           = "String"
  insecure_value = "off"
  tags           = var.tags

  lifecycle {
    ignore_changes = [insecure_value]
  }
}

locals {
  active = var.maintenance_mode || aws_ssm_parameter.flag.insecure_value == "on"
  target = local.active ? var.maintenance : var.normal

  # The types never depend on the mode: a change of type is a deletion and a creation, and the gap between them is
  # remembered by resolvers for as long as the zone's SOA says.
  types = var.normal.cname != null ? ["CNAME"] : var.ipv6 ? ["A", "AAAA"] : ["A"]

  addresses = {
    for mode, target in { normal = var.normal, current = local.target } : mode => {
      A                          = target.ipv4
      AAAA                       = target.ipv6
      CNAME                      = target.cname == null ? [] : [target.cname]
    }
  }

  # By their names, and by the one hosted zone in which all of CloudFront's stand.
  distributions = [
    for target in [var.normal, var.maintenance] : target
    if endswith(trimsuffix(lower(coalesce(try(target.alias.name, null), target.cname, "-")), "."), ".cloudfront.net") || try(target.alias.zone_id, null) == "Z2FDTNDATAQYW2"
  ]
}

resource "terraform_data" "gate" {
  input = var.gate
}

resource "aws_route53_record" "switch" {
  for_each = toset(local.types)

  zone_id = var.zone_id
  name    = var.record_name
  type    = each.key
  ttl     = local.target.alias == null ? var.ttl : null
  records = local.target.alias == null ? local.addresses.current[each.key] : null

  dynamic "alias" {
    for_each = local.target.alias == null ? [] : [local.target.alias]
    content {
      name                   = alias.value.name
      zone_id                = alias.value.zone_id
      evaluate_target_health = alias.value.evaluate_target_health
    }
  }

  depends_on = [terraform_data.gate]

  lifecycle {
    precondition {
      condition     = length(local.distributions) < 2
      error_message = "normal and maintenance are both CloudFront distributions. DNS cannot switch between two of them: CloudFront serves a name from the distribution that holds it as an alternate name, whatever DNS says, and two distributions cannot hold the same name. Switch inside the distribution: modules/switch-cloudfront or modules/switch-waf."
    }

    precondition {
      condition     = (var.normal.cname == null) == (var.maintenance.cname == null)
      error_message = "One target is a CNAME and the other is not. Changing a record's type deletes it before the new one exists, and a CNAME cannot stand beside AAAA. Give both the same kind: an alias to modules/maintenance-cdn in front of GitHub Pages instead of a CNAME to it."
    }

    precondition {
      condition     = var.normal.cname == null || var.record_name != var.zone_name
      error_message = "${var.zone_name} is the apex of the zone, where DNS knows no CNAME. Use an alias to a load balancer or a distribution, or addresses."
    }

    precondition {
      condition = !var.ipv6 || var.normal.cname != null || alltrue([
        for target in [var.normal, var.maintenance] : target.alias != null || length(target.ipv6) > 0
      ])
      error_message = "A target has no IPv6 addresses, so its AAAA record would vanish with the flip. Give ipv6 to both targets, or set ipv6 = false."
    }

    precondition {
      condition = var.normal.cname != null || alltrue([
        for target in [var.normal, var.maintenance] : target.alias != null || length(target.ipv4) > 0
      ])
      error_message = "A target has no IPv4 addresses, so its A record would vanish with the flip. Give ipv4 to both targets."
    }
  }
}

resource "aws_route53_record" "backdoor" {
  for_each = var.backdoor_name == null ? toset([]) : toset(local.types)

  zone_id = var.zone_id
  name    = var.backdoor_name
  type    = each.key
  ttl     = var.normal.alias == null ? var.ttl : null
  records = var.normal.alias == null ? local.addresses.normal[each.key] : null

  dynamic "alias" {
    for_each = var.normal.alias == null ? [] : [var.normal.alias]
    content {
      name                   = alias.value.name
      zone_id                = alias.value.zone_id
      evaluate_target_health = alias.value.evaluate_target_health
    }
  }
}
