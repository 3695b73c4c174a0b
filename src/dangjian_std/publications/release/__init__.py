"""What an edition is approved and issued with: 报批说明, 发布公告, 印发通知."""
