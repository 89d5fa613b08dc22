# What an operator runs at night. The flag is the switch here: one write, under the entity tag that was read.
locals {
  store = "--region us-east-1 --kvs-arn ${aws_cloudfront_key_value_store.switch.arn}"

  flips = { for value in ["on", "off"] : value => [
    "set -e",
    "etag=$(aws cloudfront-keyvaluestore describe-key-value-store ${local.store} --query ETag --output text)",
    "aws cloudfront-keyvaluestore put-key ${local.store} --if-match \"$etag\" --key maintenance --value ${value}",
  ] }
}
