# What an operator runs at night. The flag first: should the rest fail, the next apply finishes the flip instead of
# undoing it. Both types move in one batch, which Route 53 applies as a whole or not at all.
locals {
  batches = { for value, target in { on = var.maintenance, off = var.normal } : value => {
    Changes = [for type in local.types : {
      Action = "UPSERT"
      ResourceRecordSet = merge(
        { Name = var.record_name, Type = type },
        { for key in ["AliasTarget"] : key => {
          DNSName              = target.alias.name
          HostedZoneId         = target.alias.zone_id
          EvaluateTargetHealth = target.alias.evaluate_target_health
        } if target.alias != null },
        { for key in ["TTL"] : key => var.ttl if target.alias == null },
        { for key in ["ResourceRecords"] : key => [
          for address in { A = target.ipv4, AAAA = target.ipv6, CNAME = compact([target.cname]) }[type] : { Value = address }
        ] if target.alias == null },
      )
    }]
  } }

  flips = { for value, batch in local.batches : value => [
    "set -e",
    "aws ssm put-parameter --region ${data.aws_region.current.id} --name ${aws_ssm_parameter.flag.name} --overwrite --value ${value}",
    "aws route53 change-resource-record-sets --hosted-zone-id ${var.zone_id} --change-batch '${jsonencode(batch)}'",
  ] }
}
