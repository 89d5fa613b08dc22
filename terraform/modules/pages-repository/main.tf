# The publisher makes all of this itself; the module is for those who want every repository in Terraform. Then set
# `create: never` in interlude.yaml.
resource "github_repository" "page" {
  name                   = var.repository
  description            = "Maintenance page, published by Interlude"
  visibility             = var.visibility
  auto_init              = true # Pages refuses a branch that does not exist.
  has_issues             = false
  has_projects           = false
  has_wiki               = false
  delete_branch_on_merge = false
  archive_on_destroy     = true

  lifecycle {
    # Deprecated there, and owned by the resource below.
    ignore_changes = [pages]
  }
}

resource "github_branch" "page" {
  repository = github_repository.page.name
  branch     = var.branch
}

resource "github_repository_pages" "page" {
  repository = github_repository.page.name
  build_type = "legacy"
  cname      = var.domain

  source {
    branch = github_branch.page.branch
    path   = "/"
  }
}
