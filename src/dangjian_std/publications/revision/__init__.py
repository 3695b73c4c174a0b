"""What a revision is decided and carried out with: 修订对照表, and 修改单 with the leaves to exchange."""
