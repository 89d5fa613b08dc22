# Optional: the page's repository in Terraform. Without it the publisher makes the repository.
terraform {
  required_version = ">= 1.9"

  required_providers {
    github = {
      source  = "integrations/github"
      version = ">= 6.12, < 7.0"
    }
  }
}

provider "github" {
  owner = "acme"
}

module "repository" {
  source = "../../../modules/pages-repository"

  repository = "shop-maintenance"
  domain     = "maintenance.example.com"
}

output "url" {
  value = module.repository.url
}
