# What an operator runs at night. The flag first: should the rest fail, the next apply finishes the flip instead of
# undoing it. API and stage move in one call.
locals {
  destinations = {
    on  = { api = aws_api_gateway_rest_api.maintenance.id, stage = aws_api_gateway_stage.maintenance.stage_name }
    off = { api = var.api_id, stage = var.stage_name }
  }

  flips = { for value, destination in local.destinations : value => [
    "set -e",
    "aws ssm put-parameter --region ${data.aws_region.current.id} --name ${aws_ssm_parameter.flag.name} --overwrite --value ${value}",
    join(" ", [
      "aws apigateway update-base-path-mapping --region ${data.aws_region.current.id} --domain-name ${var.domain_name}",
      "--base-path '${var.base_path == "" ? "(none)" : replace(var.base_path, "'", "'\\''")}'",
      "--patch-operations op=replace,path=/restapiId,value=${destination.api} op=replace,path=/stage,value=${destination.stage}",
    ]),
  ] }
}
